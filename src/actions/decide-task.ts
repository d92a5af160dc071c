import { decide, whyNotDecide, type Press } from "../domain/approval/decide.ts";
import { nodeOfTask, type Approval, type Task } from "../domain/approval/instance.ts";
import type { Bureau } from "../domain/bureau.ts";
import { whyStale } from "../domain/card-life.ts";
import {
  approvalOfTask,
  cardsOfTask,
  documentOf,
  withApproval,
  type CaseFile,
} from "../domain/case-file.ts";
import { parseCardId, type CardId, type StaffId } from "../domain/ids.ts";
import { opinionFor } from "../domain/opinion.ts";
import { departmentOf, personOf } from "../domain/organisation.ts";
import { refuse, type CaseEvent, type Outcome, type Refusal } from "../domain/outcome.ts";
import { decodeActionKey, OPINION_QUESTION_KEY, type ActionKey } from "../messages/action-key.ts";
import { CaseNotFound } from "../store/case-file.ts";
import { changeCase, type Concluded, type VerbContext } from "./change-case.ts";
import { answeredBefore, rememberAnswer } from "./chat-answer.ts";
import type { Deps } from "./deps.ts";
import { engineFacts } from "./engine-facts.ts";
import type { Answered, CardPress } from "./inputs.ts";
import { carryOn } from "./carry-on.ts";
import { refusePress } from "./refuse-press.ts";

/** A press on a card: decides the task, or tells the presser why not. Always exactly one answer. */
export async function decideTask(deps: Deps, press: CardPress): Promise<Answered> {
  const named = parseCardId(press.cardId);
  if (named === undefined) return refusePress(deps, press, { code: "not-found" });
  try {
    return await changeCase<Answered>(deps, {
      caseId: named.caseId,
      press: { cardId: named.cardId, responseCode: press.responseCode, by: press.from },
      recall: (tx) => answeredBefore(tx, press),
      verb: (file, context) => pressed(deps, { press, cardId: named.cardId, file }, context),
      conclude: (tx, outcome) =>
        rememberAnswer(tx, { act: press, kind: "card-pressed", at: outcome.at }, answerOf(outcome)),
    });
  } catch (error) {
    if (error instanceof CaseNotFound) return refusePress(deps, press, { code: "not-found" });
    throw error;
  }
}

function answerOf(outcome: Concluded): Answered {
  if (!outcome.ok) return { result: "refused", code: outcome.refusal.code };
  const refused = outcome.events.find((event) => event.kind === "press-refused");
  if (refused !== undefined) return { result: "refused", code: refused.refusal.code };
  const decided = outcome.events.find((event) => event.kind === "task-decided");
  return { result: "done", code: decided?.verb ?? "nothing" };
}

interface Pressed {
  press: CardPress;
  cardId: CardId;
  file: CaseFile;
}

/** A refusal is an outcome like any other: it changes nothing, and its words go to the presser. */
function pressed(deps: Deps, what: Pressed, context: VerbContext): Outcome<CaseFile> {
  const outcome = tryDecide(deps, what, context);
  if (outcome.ok) return outcome;
  const { refusal } = outcome;
  const { press, cardId, file } = what;
  const events = isToBeRenewed(what, refusal)
    ? refusedAndRenewed(press, { refusal, cardId })
    : [{ kind: "press-refused" as const, refusal, by: press.from, cardId }];
  return { ok: true, next: file, events };
}

/** A card too old to be corrected is replaced by a fresh one, once. */
function isToBeRenewed({ file, cardId }: Pressed, refusal: Refusal): boolean {
  const taskId = parseCardId(cardId)?.taskId;
  if (refusal.code !== "stale-card" || taskId === undefined) return false;
  return cardsOfTask(file, taskId).at(-1)?.id === cardId;
}

/** The code of the press is spent by the renewal, so the refusal itself touches no card. */
function refusedAndRenewed(
  press: CardPress,
  { refusal, cardId }: { refusal: Refusal; cardId: CardId },
): CaseEvent[] {
  const taskId = parseCardId(cardId)?.taskId;
  if (taskId === undefined) return [];
  return [
    { kind: "press-refused", refusal, by: press.from, cardId: undefined },
    { kind: "card-renewed", taskId, cardId },
  ];
}

function tryDecide(
  deps: Deps,
  { press, cardId, file }: Pressed,
  { at, flowOf }: VerbContext,
): Outcome<CaseFile> {
  const card = file.cards.find((one) => one.id === cardId);
  const found = card === undefined ? undefined : approvalOfTask(file, card.taskId);
  if (card === undefined || found === undefined) return refuse({ code: "not-found" });
  const by = signerOf(deps.bureau, press.from);
  if (by === undefined) return refuse({ code: "not-a-member" });
  const { approval, task } = found;
  const key = decodeActionKey(press.buttonKey);
  if (key === undefined || !isKeyOf(key, approval, task)) {
    return refuse({ code: "unknown-button" });
  }
  const refusal = whyNotDecide(approval, { task, verb: key.verb, by }) ?? whyStale(card, at);
  if (refusal !== undefined) return refuse(refusal);
  const code = press.selections[OPINION_QUESTION_KEY]?.[0];
  const opinion = opinionFor(deps.bureau.opinions, { verb: key.verb, code });
  if (!opinion.ok) return opinion;
  const document = documentOf(file, approval);
  if (document === undefined) return refuse({ code: "plan-missing" });
  const facts = engineFacts({
    bureau: deps.bureau,
    file,
    flow: flowOf(approval),
    document,
    submittedBy: approval.submittedBy,
    at,
  });
  const decided = decide(
    approval,
    {
      task,
      verb: key.verb,
      opinion: opinion.next,
      by,
      channel: "card",
      documentHash: document.contentHash,
      shownHash: card.shownHash,
      eventAt: press.at,
    },
    facts,
  );
  if (!decided.ok) return decided;
  return carryOn(deps.bureau, withApproval(file, decided.next), { events: decided.events, at });
}

/** The presser as the audit keeps them: with the names that are in force at this moment. */
function signerOf({ organisation }: Bureau, userid: StaffId): Press["by"] | undefined {
  const person = personOf(organisation, userid);
  if (person === undefined) return undefined;
  const department = departmentOf(organisation, person.department)?.name ?? person.department;
  return { ...person, department };
}

/** A button of this very card: of its round, and of the version that it shows. */
function isKeyOf(key: ActionKey, approval: Approval, task: Task): boolean {
  const shown = nodeOfTask(approval, task)?.documentVersion;
  return key.round === task.round && key.documentVersion === shown;
}
