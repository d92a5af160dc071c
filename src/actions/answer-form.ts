import { sha256Hex } from "../lib/hash.ts";
import { caseIdOf } from "../store/case-file.ts";
import type { Tx } from "../store/db.ts";
import { changeCase, type CaseChange, type Concluded } from "./change-case.ts";
import { answeredBefore, rememberAnswer } from "./chat-answer.ts";
import type { Deps } from "./deps.ts";
import type { PageAct, PageAnswered, PageForm } from "./inputs.ts";

/** A form, and what it asks for. */
export interface AskedByForm {
  form: PageForm & Pick<PageAct, "signers">;
  /** The task or approval that it is about. */
  about: string;
  /** What was chosen besides; a form with another choice is another form. */
  chosen?: readonly string[];
  /** Code of the answer when it was done. */
  doneCode: string;
  /** Name of the event in the inbox. */
  kind: string;
  verb: CaseChange<PageAnswered>["verb"];
}

/**
 * Does what a form of the case page asks for, or tells why not. The answer is for the page, so that no chat message
 * repeats it.
 */
export async function answerForm(deps: Deps, asked: AskedByForm): Promise<PageAnswered> {
  const { form, kind, verb } = asked;
  const caseId = await caseIdOf(deps.db, form.caseNo);
  if (caseId === undefined) return refused({ code: "not-found" });
  const act = { inboxKey: inboxKeyOf(asked), from: form.from };
  return changeCase<PageAnswered>(deps, {
    caseId,
    answerBefore: (tx) => repeatedAnswer(tx, act),
    verb,
    conclude: (tx, outcome) => {
      const answer = answerOf(asked, outcome);
      rememberAnswer(tx, { act, kind, at: outcome.at }, answer);
      return answer;
    },
  });
}

async function repeatedAnswer(
  tx: Tx,
  act: { inboxKey: string },
): Promise<PageAnswered | undefined> {
  const before = await answeredBefore(tx, act);
  return before === undefined ? undefined : { ...before, refusal: undefined };
}

/** The same form sent twice is one act; a form that was corrected, or is somebody else's, is another. */
function inboxKeyOf({ form, about, doneCode, chosen = [] }: AskedByForm): string {
  const { onceKey, from, caseNo, code, text, signers } = form;
  const added = signers === undefined ? [] : [signers];
  const filledIn = [
    onceKey,
    from,
    caseNo,
    about,
    doneCode,
    code ?? null,
    text,
    ...chosen,
    ...added,
  ];
  return sha256Hex(JSON.stringify(["page", ...filledIn]));
}

function answerOf({ doneCode }: AskedByForm, outcome: Concluded): PageAnswered {
  return outcome.ok
    ? { result: "done", code: doneCode, refusal: undefined }
    : refused(outcome.refusal);
}

function refused(refusal: NonNullable<PageAnswered["refusal"]>): PageAnswered {
  return { result: "refused", code: refusal.code, refusal };
}
