import { doAct } from "../domain/verbs/do-act.ts";
import { answerForm } from "./answer-form.ts";
import type { Deps } from "./deps.ts";
import type { PageAct, PageAnswered } from "./inputs.ts";

/** Something done on a page beside deciding: does it, or tells why not. */
export function actOnPage(deps: Deps, act: PageAct): Promise<PageAnswered> {
  return answerForm(deps, {
    form: act,
    about: act.about,
    doneCode: act.kind,
    kind: "acted-on-page",
    verb: (file, around) => doAct(file, { ...act, choice: act.code }, around),
  });
}
