import { numberParts, numbersIn, withoutNumbers } from "./query-words.ts";

/** What people call a case by. */
export interface Called {
  caseNo: string;
  customerName: string;
}

/** Words at the end that nearly every name has, and the region at the beginning. */
const COMPANY_FORM = /(?:集团|股份|有限|责任|公司)+$/u;
const REGION = /^(?:内蒙古(?:自治区)?|.{2,4}?[市盟旗县])+/u;

/**
 * Those of these cases that a text with a slip in it may mean, in groups from likely to less likely, the given
 * order kept in each: the number in it apart from leading zeros and other words; then names by how many slips
 * they are away, within those that the length of the text allows.
 */
export function nearCases<Case extends Called>(asked: string, cases: readonly Case[]): Case[][] {
  const groups = [nearNumbers(asked, cases), ...nearNames(withoutNumbers(asked), cases)];
  return groups.filter((group) => group.length > 0);
}

/** Every part of every number in the text is a part of the case's number. */
function nearNumbers<Case extends Called>(asked: string, cases: readonly Case[]): Case[] {
  const wanted = numbersIn(asked).flat();
  if (wanted.length === 0) return [];
  return cases.filter(({ caseNo }) => {
    const parts = new Set(numberParts(caseNo));
    return wanted.every((part) => parts.has(part));
  });
}

function nearNames<Case extends Called>(asked: string, cases: readonly Case[]): Case[][] {
  const whole = comparable(asked).replace(COMPANY_FORM, "");
  const core = whole.replace(REGION, "");
  const allowed = slipsAllowed(lengthOf(core), lengthOf(whole));
  const spellings = [whole, core].filter((one) => lengthOf(one) >= 3).map((one) => Array.from(one));
  const measured = cases.map((one) => {
    const name = Array.from(comparable(one.customerName));
    return { one, slips: Math.min(...spellings.map((spelling) => slipsWithin(spelling, name))) };
  });
  return Array.from({ length: allowed + 1 }, (_, slips) =>
    measured.filter((each) => each.slips === slips).map(({ one }) => one),
  );
}

/** One slip in three to five characters, two in more; the region does not count, two characters need it. */
function slipsAllowed(core: number, whole: number): number {
  if (core >= 6) return 2;
  return core >= 3 || (core === 2 && whole > 2) ? 1 : -1;
}

/**
 * Fewest characters to exchange, add or leave out so that the text stands somewhere in the name
 * (Sellers' algorithm: edit distance with a free beginning and end).
 */
function slipsWithin(text: readonly string[], name: readonly string[]): number {
  let row = name.map(() => 0);
  for (const [index, character] of text.entries()) {
    let [diagonal, left] = [index, index + 1];
    row = row.map((above, at) => {
      left = Math.min(diagonal + (name[at] === character ? 0 : 1), above + 1, left + 1);
      diagonal = above;
      return left;
    });
  }
  return Math.min(text.length, ...row);
}

/** Letters and digits only, in one spelling. */
function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
