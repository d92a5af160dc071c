import { decideWritten } from "../domain/verbs/decide-written.ts";
import { countUse } from "../store/own-phrases.ts";
import { answerForm } from "./answer-form.ts";
import type { Deps } from "./deps.ts";
import type { PageAnswered, PageDecision } from "./inputs.ts";

/** A decision on a page: decides the task, or tells why not. */
export async function decideOnPage(deps: Deps, decision: PageDecision): Promise<PageAnswered> {
  const answer = await answerForm(deps, {
    form: decision,
    about: decision.taskId,
    doneCode: decision.verb,
    chosen: chosenIn(decision),
    kind: "decided-on-page",
    verb: (file, around) => decideWritten(file, decision, around),
  });
  const { phrase } = decision;
  if (answer.result === "done" && phrase !== undefined) {
    await countUse(deps.db, decision.from, phrase);
  }
  return answer;
}

/** By name: where nothing is said of the way back, the form is what it always was. */
function chosenIn({ verb, returnTo, resume }: PageDecision): string[] {
  if (verb !== "return") return [];
  return Object.entries({ returnTo, resume }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
}
