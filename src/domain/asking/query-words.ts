/** One word of what is looked for: part of a name, or of a case number where it can be one. */
export interface QueryWord {
  text: string;
  /** As part of a number with its hyphens, in capitals. */
  caseNo?: string;
  /** The same without hyphens, when it is long enough not to fit by chance across them. */
  compactNo?: string;
}

/** More words are a sentence: it is looked for as it stands. */
const MAX_WORDS = 8;

const MIN_COMPACT = 8;

/** Letters and digits with a digit, as numbers are written: BZ-2026-000123, 2026/000123, bz2026000123. */
const NUMBER_LIKE = /(?:[a-z]{1,8}[-_./\p{Pd}]?)?\d[\da-z]*(?:[-_./\p{Pd}][\da-z]+)*/giu;
const NUMBER_ALONE = /^[\da-z]+(?:-[\da-z]+)*$/i;
const HYPHENS = /[-_./\p{Pd}]+/gu;

/** Words that must all be found, each in the number or the name of a case; none for an empty text. */
export function queryWords(text: string): QueryWord[] {
  const words = text
    .replace(NUMBER_LIKE, (run) => (digitsIn(run) >= 4 ? ` ${run} ` : run))
    .split(/[\s,;、()（）]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const all = words.length > MAX_WORDS ? [text] : [...new Set(words)];
  return all.map(wordOf);
}

/** Whether a text is this whole case number, however its parts are joined. */
export function isCaseNo(text: string, caseNo: string): boolean {
  const compact = (one: string): string => one.replace(/[\s\-_./\p{Pd}]/gu, "").toUpperCase();
  return compact(text) === compact(caseNo);
}

/** Numbers in a text, each as its parts without leading zeros: BZ-2026-0123 is BZ, 2026, 123. */
export function numbersIn(text: string): string[][] {
  const runs = [...text.matchAll(NUMBER_LIKE)].map(([run]) => run);
  return runs.filter((run) => digitsIn(run) >= 3).map(numberParts);
}

/** What stands beside the numbers of a text. */
export function withoutNumbers(text: string): string {
  return text.replace(NUMBER_LIKE, (run) => (digitsIn(run) >= 3 ? " " : run));
}

/** Letters and digits of a number, digits without leading zeros. */
export function numberParts(number: string): string[] {
  const parts = [...number.toUpperCase().matchAll(/[A-Z]+|\d+/g)];
  return parts.map(([part]) => part.replace(/^0+(?=\d)/, ""));
}

function wordOf(text: string): QueryWord {
  const caseNo = text.replace(HYPHENS, "-").replace(/^-|-$/g, "").toUpperCase();
  if (!NUMBER_ALONE.test(caseNo)) return { text };
  const compactNo = caseNo.replaceAll("-", "");
  return compactNo.length < MIN_COMPACT ? { text, caseNo } : { text, caseNo, compactNo };
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, "").length;
}
