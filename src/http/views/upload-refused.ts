import type { AttachmentLimits } from "../../domain/case/attachment.ts";
import type { NoUpload } from "../../domain/people/may-upload.ts";
import { noUploadText } from "../../messages/attachment-words.ts";

/** Why a file was not taken, in the same words everywhere. */
export function uploadRefused(why: NoUpload, limits: AttachmentLimits): string {
  return noUploadText(why, limits);
}
