import { nextAttentionAt } from "../domain/clock/attention.ts";
import { copyByFlow } from "../domain/verbs/copy-by-flow.ts";
import { cardsOfTask, type CaseFile } from "../domain/case-file.ts";
import type { CardId, CaseId } from "../domain/ids.ts";
import type { CaseEvent, Outcome, Refusal } from "../domain/outcome.ts";
import type { Surroundings } from "../domain/surroundings.ts";
import { heldBack, heldKey, holdOf } from "../messages/hold-back.ts";
import { pressOnOwnCard, type Notice, type NoticeContext } from "../messages/notice.ts";
import { noticesFor } from "../messages/notify.ts";
import { lockCase, type LockedFile } from "../store/case-file.ts";
import { inTransaction, type Tx } from "../store/db.ts";
import { addToOutbox, supersede } from "../store/outbox.ts";
import { noteDelivered, supersedeUpdates } from "../store/pressed-card.ts";
import { saveCase, type PlaceOf } from "../store/save-case.ts";
import type { Deps } from "./deps.ts";
import { judgeRules } from "./judge-rules.ts";
import { pinnedFlows } from "./pinned-flows.ts";
import { presentBureau } from "./present-bureau.ts";
import { spreadAt } from "./spread.ts";

export interface CaseChange<T> {
  caseId: CaseId;
  press?: NoticeContext["press"];
  /** Its messages were born from the clock and may leave anywhere within this time; default at once. */
  spreadMs?: number;
  /** Reads with `tx` before anything else, after the lock: an answer given before ends the change here. */
  answerBefore?: (tx: Tx) => Promise<T | undefined>;
  /** Where a decision stood in the chain before it was lost, and its salt; others are new. */
  placeOf?: PlaceOf;
  verb: (file: CaseFile, around: Surroundings) => Outcome<CaseFile>;
  /** Turns the outcome into the answer and writes what remembers it. */
  conclude: (tx: Tx, outcome: Concluded) => T;
}

export type Concluded =
  | { ok: true; file: CaseFile; events: readonly CaseEvent[]; at: Date }
  | { ok: false; refusal: Refusal; at: Date };

/**
 * The one shape of every change: lock the case, ask the rules, save the change and its messages, commit.
 * @throws CaseNotFound, DatabaseAway
 */
export async function changeCase<T>(deps: Deps, change: CaseChange<T>): Promise<T> {
  const { answerBefore = nothing } = change;
  const answer = await inTransaction(deps.db, async (tx) => {
    // One round trip; the answer is looked for after the lock is held.
    const [locked, before, { bureau, ...now }] = await Promise.all([
      lockCase(tx, change.caseId),
      answerBefore(tx),
      presentBureau(deps, tx),
    ]);
    await deps.failpoint("locked");
    if (before !== undefined) return before;
    const at = deps.clock.now();
    const flowOf = await pinnedFlows(deps, tx, locked.file);
    const outcome = change.verb(locked.file, { ...now, bureau, at, flowOf });
    if (!outcome.ok) return change.conclude(tx, { ok: false, refusal: outcome.refusal, at });
    const next = copyByFlow(locked.file, outcome.next, {
      bureau,
      at,
      flowOf: await pinnedFlows(deps, tx, outcome.next),
    });
    const events = [
      ...outcome.events,
      ...(await judgeRules(deps, tx, { next, events: outcome.events, at })),
    ];
    const { press, spreadMs, placeOf } = change;
    const file = saveAndTell({ ...deps, bureau }, tx, {
      locked,
      next,
      events,
      at,
      press,
      spreadMs,
      placeOf,
    });
    const concluded = change.conclude(tx, { ok: true, file, events, at });
    await deps.failpoint("before-commit");
    return concluded;
  });
  await deps.failpoint("after-commit");
  deps.nudge();
  return answer;
}

const nothing = async (): Promise<undefined> => undefined;

interface Changed {
  locked: LockedFile;
  next: CaseFile;
  events: readonly CaseEvent[];
  at: Date;
  press: NoticeContext["press"];
  spreadMs: number | undefined;
  placeOf: PlaceOf | undefined;
}

function saveAndTell(deps: Deps, tx: Tx, changed: Changed): CaseFile {
  const { locked, next, events, at, press, spreadMs, placeOf } = changed;
  const pressed = pressOnOwnCard(next, press);
  const notices = tellInTime(deps, events, { file: next, now: at, press: pressed });
  const cards = notices.flatMap((notice) => notice.card ?? []);
  const file = { ...next, cards: [...next.cards, ...cards] };
  const attentionAt = nextAttentionAt(deps.bureau, file, at);
  saveCase(tx, locked, { ...file, nextAttentionAt: attentionAt, placeOf });
  if (pressed !== undefined) notePress(tx, { file: next, events, cardId: pressed.cardId, at });
  supersede(tx, overtakenKeys(next, events), at);
  queue(tx, notices, { at, spreadMs });
  return file;
}

/** What a decision has overtaken is taken back with the task's other cards; a refusal is shown on the pressed one only. */
function notePress(
  tx: Tx,
  pressed: { file: CaseFile; events: readonly CaseEvent[]; cardId: CardId; at: Date },
): void {
  const { file, events, cardId, at } = pressed;
  const isSent = file.cards.some(({ id, sentAt }) => id === cardId && sentAt !== undefined);
  if (!isSent) noteDelivered(tx, cardId, at);
  if (events.some(({ kind }) => kind === "press-refused")) supersedeUpdates(tx, cardId, at);
}

/** Words for events, in their order. */
export function tell(
  deps: Pick<Deps, "bureau" | "publicUrl" | "hasGroupRobot">,
  events: readonly CaseEvent[],
  { file, now, press }: Pick<NoticeContext, "file" | "now" | "press">,
): Notice[] {
  const { bureau, publicUrl, hasGroupRobot } = deps;
  const context = { file, bureau, now, publicUrl, press, hasGroupRobot };
  return events.flatMap((event) => noticesFor(event, context));
}

/** The same, where others hear of a decision only when it cannot be undone any more. */
function tellInTime(
  deps: Parameters<typeof tell>[0],
  events: readonly CaseEvent[],
  context: Parameters<typeof tell>[2],
): Notice[] {
  const hold = holdOf(context.file, events);
  if (hold === undefined) return tell(deps, events, context);
  const before = tell(deps, events.slice(0, hold.fromEvent), context);
  const after = tell(deps, events.slice(hold.fromEvent), context);
  return [...before, ...after.map((notice) => heldBack(notice, hold))];
}

/** Puts messages into the outbox; what somebody waits for is never spread. */
export function queue(
  tx: Tx,
  notices: readonly Notice[],
  { at, spreadMs = 0 }: { at: Date; spreadMs?: number | undefined },
): void {
  const rows = notices.map(({ message, orderKey, lane, notBefore }) => ({
    message,
    orderKey,
    lane,
    availableAt: notBefore ?? (lane === "decision" ? at : spreadAt(at, orderKey, spreadMs)),
  }));
  addToOutbox(tx, rows, at);
}

/**
 * Cards of tasks that have ended, cards that others replace, and what a decision that was taken back would have had others
 * read: what has not left of it would be a lie by now.
 */
function overtakenKeys(file: CaseFile, events: readonly CaseEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === "card-renewed" || event.kind === "card-resent") return [event.cardId];
    if (event.kind === "decision-taken-back") return [heldKey(event.taskId)];
    return event.kind === "task-cancelled" || event.kind === "task-decided"
      ? cardsOfTask(file, event.taskId).map((card) => card.id)
      : [];
  });
}
