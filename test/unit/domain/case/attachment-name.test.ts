import { expect } from "chai";
import { attachmentName, NAME_MAX_CHARS } from "../../../../src/domain/case/attachment-name.ts";

describe("the name of an attachment", () => {
  const ROWS: readonly (readonly [string, string])[] = [
    ["一次接线图.pdf", "一次接线图.pdf"],
    ["一次接线图.PDF", "一次接线图.PDF"],
    ["../../etc/cron.d/x", "x.pdf"],
    ["..\\..\\图.pdf", "图.pdf"],
    [
      "图\u0000.pdf\r\nSet-Cookie: a=b",
      "图.pdfSet-Cookie a=b.pdf".replace("Cookie a", "Cookie: a"),
    ],
    ["现场\u202egpj.pdf", "现场gpj.pdf"],
    ["\u200b\u2066图\u2069.pdf", "图.pdf"],
    ["page.html", "page.html.pdf"],
    ["a.jpg", "a.jpg.pdf"],
    ["-rf.pdf", "rf.pdf"],
    [".htaccess", "htaccess.pdf"],
    ["", "附件.pdf"],
    [" . ", "附件.pdf"],
    [".pdf", "pdf.pdf"],
    ["图  纸 .pdf", "图 纸.pdf"],
    ["e\u0301.pdf", "é.pdf"],
  ];
  for (const [written, shown] of ROWS) {
    it(`${JSON.stringify(written)} is shown as ${shown}`, () => {
      expect(attachmentName(written, "application/pdf")).to.equal(shown);
    });
  }

  it("ends in what the file is", () => {
    expect(attachmentName("照片.jpeg", "image/jpeg")).to.equal("照片.jpeg");
    expect(attachmentName("照片.jpg", "image/png")).to.equal("照片.jpg.png");
  });

  it("is not too long, and never cuts a character in two", () => {
    const name = attachmentName(`${"𠮷".repeat(300)}.pdf`, "application/pdf");
    expect(Array.from(name)).to.have.length(NAME_MAX_CHARS);
    expect(name.endsWith("𠮷.pdf")).to.equal(true);
  });
});
