import { expect } from "chai";
import { attachmentTypeOf } from "../../../../src/domain/case/attachment-type.ts";
import { pdf, PNG } from "../../../support/attachments.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("what a file is by its first bytes", () => {
  it("a PDF, a JPEG, a PNG or a WebP may be attached", () => {
    expect(attachmentTypeOf(pdf())).to.equal("application/pdf");
    expect(attachmentTypeOf(bytes("%PDF-2.0\n"))).to.equal("application/pdf");
    expect(attachmentTypeOf(bytes("\xff\xd8\xff\xe1\0\x10Exif"))).to.equal("image/jpeg");
    expect(attachmentTypeOf(PNG)).to.equal("image/png");
    expect(attachmentTypeOf(bytes("RIFF\x24\0\0\0WEBPVP8 "))).to.equal("image/webp");
  });

  const REFUSED: Readonly<Record<string, string>> = {
    "HTML in front of a PDF": "<!doctype html><script>alert(1)</script>%PDF-1.4",
    "a blank line in front of a PDF": "\n%PDF-1.7",
    "a PDF of a version that there is not": "%PDF-9.9",
    SVG: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "SVG behind an XML head": '<?xml version="1.0"?><svg/>',
    HTML: "<html>",
    "a ZIP, as an Office file is one": "PK\x03\x04",
    "a program": "MZ\x90\0",
    GIF: "GIF89a",
    "a RIFF that is sound": "RIFF\x24\0\0\0WAVEfmt ",
    "a PNG without its first part": "\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT",
    "the first two bytes of a JPEG": "\xff\xd8",
    "the beginning of WebP alone": "RIFF",
    nothing: "",
  };
  for (const [name, text] of Object.entries(REFUSED)) {
    it(`${name} may not`, () => {
      expect(attachmentTypeOf(bytes(text))).to.equal(undefined);
    });
  }
});
