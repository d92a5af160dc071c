import type { Attachment, UploadedFile } from "../../src/domain/case/attachment.ts";
import type { AttachmentId } from "../../src/domain/ids.ts";
import { november, staff } from "./build.ts";

/** The n-th attachment: a PDF of one megabyte with bytes of its own. */
export function buildAttachment(n: number, changes: Partial<Attachment> = {}): Attachment {
  return {
    id: `F${String(n).padStart(20, "0")}` as AttachmentId,
    sha256: String(n % 10).repeat(64),
    type: "application/pdf",
    sizeBytes: 1024 * 1024,
    name: `图 ${n}.pdf`,
    ...changes,
  };
}

/** The same as 张伟 has uploaded it; it waits. */
export function buildUpload(n: number, changes: Partial<UploadedFile> = {}): UploadedFile {
  return {
    ...buildAttachment(n),
    uploadedBy: staff("zhangwei"),
    uploadedAt: november(23, "09:00"),
    isAttached: false,
    ...changes,
  };
}
