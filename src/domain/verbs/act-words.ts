import { refuse, type Outcome } from "../outcome.ts";
import { cleaned, isReason, REASON_MIN_LETTERS, WRITTEN_MAX_CHARS } from "../written-opinion.ts";

/** What somebody writes with an act, in one line; it may be nothing. */
export function actWords(typed: string): Outcome<string> {
  const text = cleaned(typed);
  return Array.from(text).length > WRITTEN_MAX_CHARS
    ? refuse({ code: "opinion-too-long", maxChars: WRITTEN_MAX_CHARS })
    : { ok: true, next: text, events: [] };
}

/** The same where something has to be said; a word or a number is enough, marks alone are not. */
export function actWordsNeeded(typed: string): Outcome<string> {
  const words = actWords(typed);
  if (!words.ok || /[\p{L}\p{N}]/u.test(words.next)) return words;
  return refuse({ code: "words-needed" });
}

/** The same where it has to be a reason. */
export function actReason(typed: string): Outcome<string> {
  const words = actWords(typed);
  if (!words.ok || isReason(words.next)) return words;
  return refuse({ code: "act-reason-needed", minLetters: REASON_MIN_LETTERS });
}
