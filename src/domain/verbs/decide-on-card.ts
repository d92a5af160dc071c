import { maySeeTask } from "../people/who-may-see.ts";
import { whyNotDecide } from "../approval/why-not-decide.ts";
import type { Approval, Task } from "../approval/instance.ts";
import type { Bureau } from "../bureau.ts";
import { whyStale } from "../card-life.ts";
import { approvalOfTask, newestCardOf, type Card, type CaseFile } from "../case-file.ts";
import type { CardId, StaffId } from "../ids.ts";
import { opinionFor, opinionRule } from "../opinion.ts";
import { refuse } from "../outcome.ts";
import { asForTask } from "../people/as-for-task.ts";
import type { CardVerb, CaseEvent, Outcome, Refusal } from "../outcome.ts";
import { settleHolders } from "../people/settle-holders.ts";
import { isOfTask, signTask, type Seen } from "./sign-task.ts";
import { signerOf, type Signer } from "../people/signer.ts";
import type { Surroundings } from "../surroundings.ts";
import { whyUnread } from "../unread-attachments.ts";

/** What a button says: the verb, and the round and document version that its card showed. */
export interface Button extends Seen {
  verb: CardVerb;
}

/** A press as it came in: nothing of it is known to be true. */
export interface ButtonPress {
  cardId: CardId;
  from: StaffId;
  /** Undefined when the button is none of ours. */
  button: Button | undefined;
  /** Codes of the chosen opinions. */
  opinions: readonly string[];
  /** When the platform says that it happened. */
  at: Date;
}

/**
 * A press on a card signs its task. A refusal is an outcome like any other: it changes nothing, and is told to
 * whoever pressed.
 */
export function decideOnCard(
  file: CaseFile,
  press: ButtonPress,
  around: Surroundings,
): Outcome<CaseFile> {
  // A leave that has begun or ended a moment ago counts at once.
  const { next: settled, events } = settleHolders(file, around);
  const decided = decideTask(settled, press, around);
  if (decided.ok) return { ...decided, events: [...events, ...decided.events] };
  const isTold = events.some(
    (event) => event.kind === "task-cancelled" && press.cardId.startsWith(`${event.taskId}@`),
  );
  const refused = isTold
    ? refusedInWords(press, decided.refusal)
    : eventsOfRefusal(settled, press, decided.refusal);
  return { ok: true, next: settled, events: [...events, ...refused] };
}

function decideTask(file: CaseFile, press: ButtonPress, around: Surroundings): Outcome<CaseFile> {
  const pressed = whatIsPressed(file, press, around.bureau);
  if (!pressed.ok) return pressed;
  const { card, approval, task, by, verb } = pressed.next;
  const refusal =
    whyNotDecide(approval, { task, verb, by }) ??
    whyStale(card, around.at) ??
    whyUnread(file, { approval, task, reader: by.userid }, around.flowOf);
  if (refusal !== undefined) return refuse(refusal);
  const rule = opinionRule(approval, around.bureau, verb);
  const opinion = opinionFor(rule.choices, { verb: rule.verb, codes: press.opinions });
  if (!opinion.ok) return refuse(asForTask(opinion.refusal, { approval, task }));
  const said = { opinion: opinion.next, channel: "card", shownHash: card.shownHash } as const;
  return signTask({ file, approval }, { task, verb, by, eventAt: press.at, ...said }, around);
}

interface Pressed {
  card: Card;
  approval: Approval;
  task: Task;
  by: Signer;
  verb: CardVerb;
}

function whatIsPressed(
  file: CaseFile,
  { cardId, from, button }: ButtonPress,
  { organisation }: Bureau,
): Outcome<Pressed> {
  const card = file.cards.find((one) => one.id === cardId);
  const asked = card && approvalOfTask(file, card.taskId);
  if (card === undefined || asked === undefined) return refuse({ code: "not-found" });
  const by = signerOf(organisation, from);
  if (by === undefined) return refuse({ code: "not-a-member" });
  // First of all: every answer after this says how the task stands.
  if (!maySeeTask(from, { file, ...asked }, organisation)) return refuse({ code: "not-your-task" });
  if (button === undefined || !isOfTask(button, asked)) return refuse({ code: "unknown-button" });
  return { ok: true, next: { card, ...asked, by, verb: button.verb }, events: [] };
}

/** Where the card says by itself how it stands now, the refusal touches no card. */
function refusedInWords({ from: by }: ButtonPress, refusal: Refusal): CaseEvent[] {
  return [{ kind: "press-refused", refusal, by, cardId: undefined }];
}

/**
 * A card too old to be corrected is replaced by a fresh one, once. That spends the code of the press, so the refusal
 * itself touches no card then.
 */
function eventsOfRefusal(
  file: CaseFile,
  { cardId, from }: ButtonPress,
  refusal: Refusal,
): CaseEvent[] {
  const stale = refusal.code === "stale-card" && file.cards.find((one) => one.id === cardId);
  if (!stale || newestCardOf(file, stale.taskId) !== stale) {
    return [{ kind: "press-refused", refusal, by: from, cardId }];
  }
  return [
    { kind: "press-refused", refusal, by: from, cardId: undefined },
    { kind: "card-renewed", taskId: stale.taskId, cardId },
  ];
}
