import type { Attachment, UploadedFile } from "./case/attachment.ts";
import { ATTACHMENTS_FIELD } from "./case/version-changes.ts";
import type { StaffId } from "./ids.ts";
import type { Problem } from "./problem.ts";

/** Files that a submission names. */
export interface NamedFiles {
  /** In the order named; `file` is undefined where the case has none of that id. */
  files: readonly NamedFile[];
  /** How many a version may have. */
  maxCount: number;
}

export interface NamedFile {
  id: string;
  file: UploadedFile | undefined;
}

/**
 * What is wrong with the named files: what waits is its uploader's to name, what some version of the case has is
 * anybody's who may submit.
 */
export function checkAttachments({ files, maxCount }: NamedFiles, submittedBy: StaffId): Problem[] {
  if (files.length > maxCount) {
    const message = `附件共 ${files.length} 个，一个版本最多 ${maxCount} 个`;
    return [problem(ATTACHMENTS_FIELD, "too-many", message)];
  }
  return files.flatMap(({ id, file }, index) => {
    const field = `${ATTACHMENTS_FIELD}.${index}`;
    const isOurs = file !== undefined && (file.isAttached || file.uploadedBy === submittedBy);
    if (!isOurs) {
      const message = `附件 ${id} 不存在，或不是提交人为本工单上传的；未用的附件只保留 7 天`;
      return [problem(field, "unknown-file", message)];
    }
    const isSame = (other: NamedFile) => other.file?.sha256 === file.sha256;
    if (files.findIndex(isSame) === index) return [];
    return [problem(field, "same-file", `附件“${file.name}”与前面的附件内容相同，请去掉一个`)];
  });
}

/** The named files as a version keeps them. */
export function attachmentsNamed({ files }: NamedFiles): Attachment[] {
  return files.flatMap(({ file }) => {
    if (file === undefined) return [];
    const { id, sha256, type, sizeBytes, name } = file;
    return [{ id, sha256, type, sizeBytes, name }];
  });
}

function problem(field: string, code: string, message: string): Problem {
  return { field, code, message, severity: "error" };
}
