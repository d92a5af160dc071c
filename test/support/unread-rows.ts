import type { Refusal } from "../../src/domain/outcome.ts";

/** The refusal about unread attachments with the exact words that people read. */
export const UNREAD_ROWS: [Extract<Refusal, { code: "attachment-unread" }>, string][] = [
  [
    { code: "attachment-unread", names: ["一次接线图.pdf", "现场照片.jpg"] },
    "本环节须先看过全部附件，还有 2 个未看：一次接线图.pdf、现场照片.jpg。请在工单网页上逐一打开附件，再办理。",
  ],
  [
    { code: "attachment-unread", names: ["1.pdf", "2.pdf", "3.pdf", "4.pdf"] },
    "本环节须先看过全部附件，还有 4 个未看：1.pdf、2.pdf、3.pdf 等。请在工单网页上逐一打开附件，再办理。",
  ],
];
