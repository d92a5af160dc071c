import { ATTACHMENT_TYPES } from "../domain/case/attachment-type.ts";
import type { Attachment, AttachmentLimits } from "../domain/case/attachment.ts";
import type { NoUpload } from "../domain/people/may-upload.ts";

const KB = 1024;
const MB = 1024 * KB;

/** What a file is and how large: PDF，1.2 MB. */
export function attachmentFacts({
  type,
  sizeBytes,
}: Pick<Attachment, "type" | "sizeBytes">): string {
  return `${ATTACHMENT_TYPES[type].label}，${sizeText(sizeBytes)}`;
}

/** Rounded up, so that nothing is 0 KB. */
export function sizeText(bytes: number): string {
  if (bytes < MB) return `${Math.ceil(bytes / KB)} KB`;
  return `${Math.ceil((bytes / MB) * 10) / 10} MB`;
}

/** What may be attached, for whoever is about to. */
export function attachmentRules({ maxBytes, maxCount }: AttachmentLimits): string {
  return `PDF 或图片（JPEG、PNG、WebP），每个不超过 ${sizeText(maxBytes)}，一个版本最多 ${maxCount} 个。`;
}

const NO_UPLOAD: Readonly<Record<NoUpload, (limits: AttachmentLimits) => string>> = {
  "not-staff": () => "您没有办理工单的角色（staff），不能上传附件。",
  "not-concerned": () =>
    "您不是本工单的客户经理或工程经理，也不属于负责本工单的供电分局，不能上传附件。",
  "unknown-person": () => "上传人不在组织名单中。",
  "too-many-waiting": () => "已上传但还没有用在方案里的附件太多；请先提交，或等 7 天后自动清理。",
  empty: () => "文件是空的，未上传。",
  "wrong-type": (limits) => `文件内容不是 PDF 或图片，未上传。只接受${attachmentRules(limits)}`,
  "too-large": ({ maxBytes }) => `文件超过 ${sizeText(maxBytes)}，未上传；请压缩或拆分后再传。`,
};

/** Why a file was not taken. */
export function noUploadText(why: NoUpload, limits: AttachmentLimits): string {
  return NO_UPLOAD[why](limits);
}
