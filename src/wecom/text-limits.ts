/** Limits are UTF-8 bytes. Text of a person or of a passive reply. @source wecom:90236 */
export const TEXT_MAX_BYTES = 2048;
/** Markdown through a group robot. @source wecom:99110 */
export const WEBHOOK_MARKDOWN_MAX_BYTES = 4096;
/** Text into a group chat of the app. @source wecom:90248 */
export const GROUP_TEXT_MAX_BYTES = 2048;
/** A userid. @source wecom:90196 */
export const USERID_MAX_BYTES = 64;

const ELLIPSIS = "…";

/** Length in UTF-8 bytes, which is what WeCom counts. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** The text, shortened by whole characters and ended with `…` when it has more than `maxBytes` UTF-8 bytes. */
export function fitBytes(text: string, maxBytes: number): string {
  if (byteLength(text) <= maxBytes) return text;
  const roomBytes = maxBytes - byteLength(ELLIPSIS);
  if (roomBytes < 0) return "";
  let usedBytes = 0;
  let end = 0;
  // Iterating a string walks by code point, so that no surrogate pair is cut.
  for (const character of text) {
    usedBytes += byteLength(character);
    if (usedBytes > roomBytes) break;
    end += character.length;
  }
  return text.slice(0, end) + ELLIPSIS;
}
