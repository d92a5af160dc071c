import type { Refusal } from "../domain/outcome.ts";
import { ACT_WORDS } from "./refused-acts.ts";
import { DECISION_WORDS } from "./refused-decisions.ts";
import { SUBMISSION_WORDS } from "./refused-submissions.ts";
import type { RefusalContext, RefusalWords } from "./refusal-words.ts";

const WORDS: RefusalWords = { ...DECISION_WORDS, ...ACT_WORDS, ...SUBMISSION_WORDS };

/** The sentence that a person reads when something is refused. */
export function refusalText(refusal: Refusal, context: RefusalContext): string {
  return wordsOf(refusal.code, refusal, context);
}

/** Keeps the code and its words together, which a plain index would lose. */
function wordsOf<Code extends Refusal["code"]>(
  code: Code,
  refusal: Extract<Refusal, { code: Code }>,
  context: RefusalContext,
): string {
  return WORDS[code](refusal, context);
}
