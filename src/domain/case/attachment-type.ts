/** What may be attached: what people print and photograph. SVG and HTML can hold programs, archives anything. */
export type AttachmentType = "application/pdf" | "image/jpeg" | "image/png" | "image/webp";

interface TypeWords {
  /** As people call it. */
  label: string;
  /** The first is given to a name that has none of them. */
  extensions: readonly string[];
}

export const ATTACHMENT_TYPES: Readonly<Record<AttachmentType, TypeWords>> = {
  "application/pdf": { label: "PDF", extensions: ["pdf"] },
  "image/jpeg": { label: "图片（JPEG）", extensions: ["jpg", "jpeg"] },
  "image/png": { label: "图片（PNG）", extensions: ["png"] },
  "image/webp": { label: "图片（WebP）", extensions: ["webp"] },
};

/**
 * How files of each type begin; undefined stands for any byte. Nothing may stand in front: readers of PDF forgive that,
 * and a page of HTML could hide there.
 * @source ISO 32000-2 7.5.2; ISO/IEC 10918-1 B.1.1.3; www.w3.org/TR/png-3 5.2 and 11.2.1; RFC 9649 2.4
 */
const BEGINNINGS: readonly (readonly [AttachmentType, readonly (number | undefined)[]])[] = [
  ["application/pdf", [...bytesOf("%PDF-1.")]],
  ["application/pdf", [...bytesOf("%PDF-2.")]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, ...bytesOf("PNG\r\n\u001a\n"), 0, 0, 0, 13, ...bytesOf("IHDR")]],
  ["image/webp", [...bytesOf("RIFF"), ...anyBytes(4), ...bytesOf("WEBPVP8")]],
];

/** What a file is by its first bytes, whatever it is called and said to be; undefined where it may not be attached. */
export function attachmentTypeOf(head: Uint8Array): AttachmentType | undefined {
  const found = BEGINNINGS.find(([, beginning]) =>
    beginning.every((byte, at) => byte === undefined || head[at] === byte),
  );
  return found?.[0];
}

function bytesOf(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function anyBytes(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined);
}
