import type { Opinion } from "./approval/instance.ts";
import type { OpinionChoice } from "./bureau.ts";
import { refuse, type Outcome, type Verb } from "./outcome.ts";

/** Longest text that a person may write; it is kept together with the chosen words. */
export const WRITTEN_MAX_CHARS = 500;
/** Fewest letters that can be a reason. */
export const REASON_MIN_LETTERS = 5;

/** What somebody fills in on a page: nothing of it is known to be usable. */
export interface Written {
  verb: Verb;
  code: string | undefined;
  text: string;
}

/** The same with its choice looked up and its text cleaned. */
interface Understood {
  choice: OpinionChoice | undefined;
  text: string;
}

/**
 * The opinion that goes with a decision on a page: a chosen one (常用语), a written one, or both.
 * An approval needs neither; a return needs one of the two to be a reason; a rejection needs both.
 */
export function writtenOpinion(
  choices: readonly OpinionChoice[],
  { verb, code, text: typed }: Written,
): Outcome<Opinion> {
  const text = cleaned(typed);
  if (Array.from(text).length > WRITTEN_MAX_CHARS) {
    return refuse({ code: "opinion-too-long", maxChars: WRITTEN_MAX_CHARS });
  }
  const choice = choices.find((one) => one.code === code);
  if (code !== undefined && choice === undefined) return refuse({ code: "unknown-opinion" });
  return JUDGES[verb]({ choice, text });
}

const JUDGES: Readonly<Record<Verb, (written: Understood) => Outcome<Opinion>>> = {
  approve: (written) => {
    const { choice } = written;
    return choice === undefined || choice.verbs.includes("approve")
      ? joined(written)
      : refuse({ code: "opinion-contradicts", opinion: choice.text });
  },
  return: (written) => {
    const { choice, text } = written;
    const isReasoned = choice === undefined ? isReason(text) : choice.verbs.includes("return");
    return isReasoned
      ? joined(written)
      : refuse({ code: "written-reason-needed", minLetters: REASON_MIN_LETTERS });
  },
  reject: (written) => {
    const { choice, text } = written;
    return choice?.verbs.includes("reject") === true && isReason(text)
      ? joined(written)
      : refuse({ code: "rejection-reason-needed", minLetters: REASON_MIN_LETTERS });
  },
};

/**
 * Tells whether a text can be a reason: enough letters, and not one letter over and over. Blanks of any kind, marks
 * and digits are no letters, so a full stop, “无” and “111111” are none.
 */
export function isReason(text: string): boolean {
  const letters = text.normalize("NFKC").match(/\p{L}/gu) ?? [];
  return letters.length >= REASON_MIN_LETTERS && new Set(letters).size > 1;
}

/** One line without control characters or anything else that cannot be seen. */
export function cleaned(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, " ").trim();
}

/** The chosen words and the written ones; a text of marks alone adds nothing. */
function joined({ choice, text }: Understood): Outcome<Opinion> {
  const said = [choice?.text, text].filter((one) => one !== undefined && /[\p{L}\p{N}]/u.test(one));
  return { ok: true, next: { code: choice?.code ?? "", text: said.join("：") }, events: [] };
}
