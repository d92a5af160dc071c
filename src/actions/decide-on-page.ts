import { decideWritten } from "../domain/decide-written.ts";
import { answerForm } from "./answer-form.ts";
import type { Deps } from "./deps.ts";
import type { PageAnswered, PageDecision } from "./inputs.ts";

/** A decision on a page: decides the task, or tells why not. */
export function decideOnPage(deps: Deps, decision: PageDecision): Promise<PageAnswered> {
  return answerForm(deps, {
    form: decision,
    about: decision.taskId,
    doneCode: decision.verb,
    kind: "decided-on-page",
    verb: (file, around) => decideWritten(file, decision, around),
  });
}
