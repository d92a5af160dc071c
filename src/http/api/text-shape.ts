import { z } from "zod";

/** C0 and C1 controls, DEL, line separators, marks that turn text around, and halves of surrogate pairs. */
const FORBIDDEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

/** One line of text, or several; trimmed, not empty, without invisible characters that could deceive a reader. */
export function textShape(rule: { maxChars: number; multiline?: boolean }): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(rule.maxChars)
    .refine(
      (text) => !FORBIDDEN.test(rule.multiline === true ? text.replace(/\r?\n/g, "") : text),
      {
        error: "含有不允许的控制字符",
        params: { code: "control-character" },
      },
    );
}
