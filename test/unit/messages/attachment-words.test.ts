import { expect } from "chai";
import type { NoUpload } from "../../../src/domain/people/may-upload.ts";
import {
  attachmentFacts,
  attachmentRules,
  noUploadText,
  sizeText,
} from "../../../src/messages/attachment-words.ts";
import { buildAttachment } from "../../support/build-attachment.ts";

const MB = 1024 * 1024;
const limits = { maxBytes: 20 * MB, maxCount: 20 };

describe("words about attachments", () => {
  it("say what a file is and how large", () => {
    expect(attachmentFacts(buildAttachment(1))).to.equal("PDF，1 MB");
    expect(attachmentFacts({ type: "image/jpeg", sizeBytes: 1 })).to.equal("图片（JPEG），1 KB");
    expect([1024, 1025, MB - 1, 1.21 * MB].map(sizeText)).to.deep.equal([
      "1 KB",
      "2 KB",
      "1024 KB",
      "1.3 MB",
    ]);
  });

  it("say what may be attached, and why something was not", () => {
    expect(attachmentRules(limits)).to.equal(
      "PDF 或图片（JPEG、PNG、WebP），每个不超过 20 MB，一个版本最多 20 个。",
    );
    const ROWS: Readonly<Record<NoUpload, string>> = {
      "not-staff": "不能上传附件",
      "not-concerned": "不能上传附件",
      "unknown-person": "不在组织名单中",
      "too-many-waiting": "太多",
      empty: "文件是空的",
      "wrong-type": "不是 PDF 或图片",
      "too-large": "文件超过 20 MB",
    };
    for (const [why, words] of Object.entries(ROWS)) {
      expect(noUploadText(why as NoUpload, limits)).to.include(words);
    }
  });
});
