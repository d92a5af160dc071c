import { byteLength, fitBytes } from "../wecom/text-limits.ts";

const visibleCharacters = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** Text from outside as one harmless line: no control characters, no markup of text messages. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("<", "＜")
    .replaceAll(">", "＞")
    .trim();
}

/** The same for WeCom's markdown, where a few more characters mean something. */
export function plainMarkdown(text: string): string {
  return plain(text)
    .replaceAll("[", "［")
    .replaceAll("]", "］")
    .replaceAll("*", "＊")
    .replaceAll("`", "｀");
}

/**
 * A line of at most `max` UTF-16 units (never fewer than the characters WeCom counts),
 * shortened with … between visible characters.
 */
export function fitChars(text: string, max: number): string {
  const line = plain(text);
  if (line.length <= max) return line;
  let kept = "";
  for (const { segment } of visibleCharacters.segment(line)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Lines as one text of at most `maxBytes`: lines of `body` are left out from the last one on,
 * `foot` (time, link) always stays.
 */
export function fitLines(
  lines: { body: readonly string[]; foot: readonly string[] },
  maxBytes: number,
): string {
  const whole = [...lines.body, ...lines.foot].join("\n");
  if (byteLength(whole) <= maxBytes) return whole;
  for (let count = lines.body.length - 1; count > 0; count -= 1) {
    const text = [...lines.body.slice(0, count), "……", ...lines.foot].join("\n");
    if (byteLength(text) <= maxBytes) return text;
  }
  const foot = ["", ...lines.foot].join("\n");
  return fitBytes(lines.body[0] ?? "", maxBytes - byteLength(foot)) + foot;
}
