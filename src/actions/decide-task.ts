import { decideOnCard, type ButtonPress } from "../domain/verbs/decide-on-card.ts";
import { parseCardId, type CardId } from "../domain/ids.ts";
import { decodeActionKey, OPINION_QUESTION_KEY } from "../messages/action-key.ts";
import { CaseNotFound } from "../store/case-file.ts";
import { changeCase, type Concluded } from "./change-case.ts";
import { answeredBefore, rememberAnswer } from "./chat-answer.ts";
import type { Deps } from "./deps.ts";
import type { Answered, CardPress } from "./inputs.ts";
import { refusePress } from "./refuse-press.ts";

/** A press on a card: decides the task, or tells the presser why not. Always exactly one answer. */
export async function decideTask(deps: Deps, press: CardPress): Promise<Answered> {
  const named = parseCardId(press.cardId);
  if (named === undefined) return refusePress(deps, press, { code: "not-found" });
  const { caseId, cardId } = named;
  try {
    return await changeCase<Answered>(deps, {
      caseId,
      press: { cardId, responseCode: press.responseCode, by: press.from },
      answerBefore: (tx) => answeredBefore(tx, press),
      verb: (file, around) => decideOnCard(file, readPress(press, cardId), around),
      conclude: (tx, outcome) =>
        rememberAnswer(tx, { act: press, kind: "card-pressed", at: outcome.at }, answerOf(outcome)),
    });
  } catch (error) {
    if (error instanceof CaseNotFound) return refusePress(deps, press, { code: "not-found" });
    throw error;
  }
}

/** The press in the terms of the rules. */
function readPress(press: CardPress, cardId: CardId): ButtonPress {
  const { from, at, buttonKey, selections } = press;
  const opinions = selections[OPINION_QUESTION_KEY] ?? [];
  return { cardId, from, at, button: decodeActionKey(buttonKey), opinions };
}

function answerOf(outcome: Concluded): Answered {
  if (!outcome.ok) return { result: "refused", code: outcome.refusal.code };
  const refused = outcome.events.find((event) => event.kind === "press-refused");
  if (refused !== undefined) return { result: "refused", code: refused.refusal.code };
  const decided = outcome.events.find((event) => event.kind === "task-decided");
  return { result: "done", code: decided?.verb ?? "nothing" };
}
