import { decide, whyNotDecide, type Press } from "./approval/decide.ts";
import { nodeOfTask, type Approval, type Task } from "./approval/instance.ts";
import type { Bureau } from "./bureau.ts";
import { whyStale } from "./card-life.ts";
import {
  approvalOfTask,
  documentOf,
  newestCardOf,
  withApproval,
  type Card,
  type CaseFile,
} from "./case-file.ts";
import { carryOn } from "./carry-on.ts";
import type { CaseDocument } from "./case/document.ts";
import type { CardId, StaffId } from "./ids.ts";
import { opinionFor } from "./opinion.ts";
import { andThen, refuse } from "./outcome.ts";
import type { CaseEvent, Outcome, Refusal, Verb } from "./outcome.ts";
import { signerOf, type Signer } from "./signer.ts";
import { engineFacts } from "./situation.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a button says: the verb, and the round and document version that its card showed. */
export interface Button {
  verb: Verb;
  round: number;
  documentVersion: number;
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
  const decided = decideTask(file, press, around);
  if (decided.ok) return decided;
  return { ok: true, next: file, events: eventsOfRefusal(file, press, decided.refusal) };
}

function decideTask(file: CaseFile, press: ButtonPress, around: Surroundings): Outcome<CaseFile> {
  const pressed = whatIsPressed(file, press, around.bureau);
  if (!pressed.ok) return pressed;
  const { card, approval, task, by, verb } = pressed.next;
  const refusal = whyNotDecide(approval, { task, verb, by }) ?? whyStale(card, around.at);
  if (refusal !== undefined) return refuse(refusal);
  const opinion = opinionFor(around.bureau.opinions, { verb, codes: press.opinions });
  if (!opinion.ok) return opinion;
  const document = documentOf(file, approval);
  if (document === undefined) return refuse({ code: "plan-missing" });
  const signature = { task, verb, opinion: opinion.next, by, eventAt: press.at };
  return sign({ file, approval, document, card }, signature, around);
}

interface Pressed {
  card: Card;
  approval: Approval;
  task: Task;
  by: Signer;
  verb: Verb;
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
  if (button === undefined || !belongsTo(button, asked)) return refuse({ code: "unknown-button" });
  return { ok: true, next: { card, ...asked, by, verb: button.verb }, events: [] };
}

/** A button of this very card: of its round, and of the version that it shows. */
function belongsTo(
  button: Button,
  { approval, task }: { approval: Approval; task: Task },
): boolean {
  const shown = nodeOfTask(approval, task)?.documentVersion;
  return button.round === task.round && button.documentVersion === shown;
}

type Signature = Pick<Press, "task" | "verb" | "opinion" | "by" | "eventAt">;

function sign(
  {
    file,
    approval,
    document,
    card,
  }: { file: CaseFile; approval: Approval; document: CaseDocument; card: Card },
  signature: Signature,
  around: Surroundings,
): Outcome<CaseFile> {
  const { bureau, at, flowOf } = around;
  const { submittedBy } = approval;
  const situation = { bureau, file, flow: flowOf(approval), document, submittedBy, at };
  const hashes = { documentHash: document.contentHash, shownHash: card.shownHash };
  const press: Press = { ...signature, ...hashes, channel: "card" };
  return andThen(decide(approval, press, engineFacts(situation)), (next, events) =>
    carryOn(withApproval(file, next), events, around),
  );
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
