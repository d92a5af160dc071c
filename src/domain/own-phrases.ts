import { refuse, type Outcome } from "./outcome.ts";
import { cleaned } from "./written-opinion.ts";

/** 常用语 of one person. */
export interface OwnPhrase {
  /** Names it in a form. */
  no: number;
  words: string;
}

/** More are no help on a phone. */
export const MAX_PHRASES = 10;
export const PHRASE_MAX_CHARS = 60;

/** A new phrase beside those that there are, in one line; refused where it cannot be one. */
export function newPhrase(phrases: readonly OwnPhrase[], typed: string): Outcome<OwnPhrase> {
  const words = cleaned(typed);
  if (!/[\p{L}\p{N}]/u.test(words)) return refuse({ code: "words-needed" });
  if (Array.from(words).length > PHRASE_MAX_CHARS) {
    return refuse({ code: "opinion-too-long", maxChars: PHRASE_MAX_CHARS });
  }
  if (phrases.some((one) => one.words === words)) return refuse({ code: "phrase-known" });
  if (phrases.length >= MAX_PHRASES) return refuse({ code: "phrases-full", max: MAX_PHRASES });
  const no = phrases.reduce((most, one) => Math.max(most, one.no), 0) + 1;
  return { ok: true, next: { no, words }, events: [] };
}
