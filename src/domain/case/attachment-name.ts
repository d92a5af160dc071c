import { ATTACHMENT_TYPES, type AttachmentType } from "./attachment-type.ts";

export const NAME_MAX_CHARS = 100;
const NAMELESS = "附件";

/**
 * The name that an uploaded file is shown by: without folders, control characters and marks that turn the direction of
 * writing, and always ending in what the file is. It names nothing on any disk.
 */
export function attachmentName(written: string, type: AttachmentType): string {
  const { extensions } = ATTACHMENT_TYPES[type];
  const cleaned = written
    .normalize("NFC")
    .replace(/^.*[/\\]/s, "")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s.-]+/, "")
    .trim();
  const ending = endingOf(cleaned);
  const isTrue = extensions.includes(ending.toLowerCase());
  const stem = isTrue ? cleaned.slice(0, -ending.length - 1) : cleaned;
  const suffix = `.${isTrue ? ending : extensions[0]}`;
  const shortened = Array.from(stem).slice(0, NAME_MAX_CHARS - suffix.length);
  return `${shortened.join("").trim() || NAMELESS}${suffix}`;
}

/** What stands behind the last full stop; empty without one, or where nothing stands before it. */
function endingOf(name: string): string {
  const at = name.lastIndexOf(".");
  return at > 0 ? name.slice(at + 1) : "";
}
