import { decideWritten } from "../domain/decide-written.ts";
import { sha256Hex } from "../lib/hash.ts";
import { caseIdOf } from "../store/case-file.ts";
import type { Tx } from "../store/db.ts";
import { changeCase, type Concluded } from "./change-case.ts";
import { answeredBefore, rememberAnswer } from "./chat-answer.ts";
import type { Deps } from "./deps.ts";
import type { PageAnswered, PageDecision } from "./inputs.ts";

/**
 * A decision on a page: decides the task, or tells why not. The answer is for the page, so that no chat message
 * repeats it.
 */
export async function decideOnPage(deps: Deps, decision: PageDecision): Promise<PageAnswered> {
  const caseId = await caseIdOf(deps.db, decision.caseNo);
  if (caseId === undefined) return refused({ code: "not-found" });
  const act = { inboxKey: inboxKeyOf(decision), from: decision.from };
  return changeCase<PageAnswered>(deps, {
    caseId,
    recall: (tx) => recall(tx, act),
    verb: (file, around) => decideWritten(file, decision, around),
    conclude: (tx, outcome) => {
      const answer = answerOf(decision, outcome);
      rememberAnswer(tx, { act, kind: "decided-on-page", at: outcome.at }, answer);
      return answer;
    },
  });
}

async function recall(tx: Tx, act: { inboxKey: string }): Promise<PageAnswered | undefined> {
  const before = await answeredBefore(tx, act);
  return before === undefined ? undefined : { ...before, refusal: undefined };
}

/** The same form sent twice is one act; a form that was corrected, or is somebody else's, is another. */
function inboxKeyOf({ onceKey, from, caseNo, taskId, verb, code, text }: PageDecision): string {
  const filledIn = [onceKey, from, caseNo, taskId, verb, code ?? null, text];
  return sha256Hex(JSON.stringify(["page", ...filledIn]));
}

function answerOf({ verb }: PageDecision, outcome: Concluded): PageAnswered {
  return outcome.ok ? { result: "done", code: verb, refusal: undefined } : refused(outcome.refusal);
}

function refused(refusal: NonNullable<PageAnswered["refusal"]>): PageAnswered {
  return { result: "refused", code: refusal.code, refusal };
}
