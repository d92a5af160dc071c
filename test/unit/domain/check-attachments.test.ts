import { expect } from "chai";
import { attachmentsNamed, checkAttachments } from "../../../src/domain/check-attachments.ts";
import type { UploadedFile } from "../../../src/domain/case/attachment.ts";
import { buildAttachment, buildUpload } from "../../support/build-attachment.ts";
import { staff } from "../../support/build.ts";

const named = (...files: (UploadedFile | undefined)[]) => ({
  files: files.map((file, index) => ({ id: file?.id ?? `F${index}`, file })),
  maxCount: 2,
});
const codes = (...files: (UploadedFile | undefined)[]) =>
  checkAttachments(named(...files), staff("zhangwei")).map(({ field, code }) => `${field} ${code}`);

describe("files that a submission names", () => {
  it("are the submitter's own, or what some version of the case has", () => {
    const ofOthers = { uploadedBy: staff("maqiang") };
    expect(codes(buildUpload(1), buildUpload(2, { ...ofOthers, isAttached: true }))).to.deep.equal(
      [],
    );
    expect(codes(buildUpload(1), buildUpload(2, ofOthers))).to.deep.equal([
      "attachments.1 unknown-file",
    ]);
    expect(codes(undefined)).to.deep.equal(["attachments.0 unknown-file"]);
  });

  it("are different files", () => {
    expect(codes(buildUpload(1), buildUpload(2, { sha256: buildUpload(1).sha256 }))).to.deep.equal([
      "attachments.1 same-file",
    ]);
  });

  it("are not more than a version may have", () => {
    expect(codes(buildUpload(1), buildUpload(2), buildUpload(3))).to.deep.equal([
      "attachments too-many",
    ]);
  });

  it("become attachments in the order in which they were named", () => {
    expect(attachmentsNamed(named(buildUpload(2), undefined, buildUpload(1)))).to.deep.equal([
      buildAttachment(2),
      buildAttachment(1),
    ]);
  });
});
