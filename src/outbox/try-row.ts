import { HOUR_MS, type Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";
import { cardGivenUp } from "../store/cards.ts";
import type { Db } from "../store/db.ts";
import type { OutboxRow } from "../store/outbox.ts";
import type { Ending, Settlement } from "../store/settle.ts";
import type { OutboundMessage } from "../wecom/outbound.ts";
import { retryDelayMs } from "./backoff.ts";
import { keyOf } from "./deliver-card.ts";
import { prepare, type SendApi } from "./deliver.ts";
import { readMessage, type Delivery, type Ended } from "./delivery.ts";
import type { Gate } from "./gate.ts";
import type { Limiter } from "./limiter.ts";
import { mergeHeld, type MakeDigest } from "./merge-texts.ts";

export interface RowDeps {
  db: Db;
  clock: Clock;
  api: SendApi;
  limiter: Limiter;
  gate: Gate;
  log: Logger;
  metrics: Pick<Metrics, "countOutbox"> | undefined;
  digest: MakeDigest;
  /** Whether the bureau lists a person. */
  isListed: (userid: string) => boolean;
  random: () => number;
  /** Notes how the try of a row has ended; it is written a moment later, with those of others. */
  settle: (settlement: Settlement) => void;
}

/** A row that cannot be delivered is given up after both: so many tries, and so long. */
const GIVE_UP_TRIES = 10;
const GIVE_UP_MS = 6 * HOUR_MS;

/** Tries one claimed row and ends the try. True when that got it further: done for good, or exchanged. */
export async function tryRow(deps: RowDeps, row: OutboxRow): Promise<boolean> {
  const message = readMessage(row.message);
  if (message === undefined) {
    return ends(deps, row, { kind: "dead", why: "refused", note: "a kind nobody knows" });
  }
  const closedUntil = deps.gate.closedUntil(message);
  if (closedUntil !== undefined) return waits(deps, row, closedUntil);
  const prepared = await prepare(deps, message, row);
  if ("done" in prepared) return ends(deps, row, prepared.done);
  const waitMs = await deps.limiter.take(message, row.lane);
  if (waitMs > 0) return heldBack(deps, row, after(deps, waitMs));
  const delivery = await prepared.call();
  if (delivery.kind === "closed") return closes(deps, { row, message, delivery });
  if (delivery.kind !== "retry") deps.gate.worked(message);
  return ends(deps, row, delivery);
}

/** A fault of our own (never of the network): tried again for a while, for it may be passing. */
export async function failRow(deps: RowDeps, row: OutboxRow, fault: unknown): Promise<void> {
  deps.log.error({ err: fault, row: row.id }, "outbox.fault");
  const note = fault instanceof Error ? fault.message : "fault";
  await ends(deps, row, { kind: "retry", isBusy: false, outcome: "unknown", note });
}

function waits({ settle, metrics }: RowDeps, row: OutboxRow, until: Date): false {
  metrics?.countOutbox("held");
  settle({ row, ending: { kind: "untried", at: until } });
  return false;
}

/** A limit is reached: what piles up for one person waits as one text, cards wait as they are. */
async function heldBack(deps: RowDeps, row: OutboxRow, until: Date): Promise<false> {
  const merged = await mergeHeld(deps, row, until);
  if (merged.length > 0) {
    deps.metrics?.countOutbox("merged", merged.length);
    deps.log.info({ row: row.id, rows: merged.length }, "outbox.merged");
  }
  if (!merged.includes(row.id)) return waits(deps, row, until);
  deps.metrics?.countOutbox("held");
  return false;
}

function closes(
  deps: RowDeps,
  {
    row,
    message,
    delivery,
  }: { row: OutboxRow; message: OutboundMessage; delivery: Delivery & { kind: "closed" } },
): false {
  const { reason, note } = delivery;
  if (deps.gate.close(message, reason)) {
    const level = reason === "credentials" ? "error" : "warn";
    deps.log[level]({ row: row.id, kind: message.kind, note }, `outbox.paused-${reason}`);
  }
  return waits(deps, row, deps.gate.closedUntil(message) ?? deps.clock.now());
}

async function ends(deps: RowDeps, row: OutboxRow, delivery: Ended): Promise<boolean> {
  switch (delivery.kind) {
    case "sent":
    case "superseded": {
      const { kind: state, note, card } = delivery;
      deps.metrics?.countOutbox(state);
      deps.settle({ row, ending: { kind: "done", state, note }, card });
      return true;
    }
    case "instead": {
      const { kind, message, note, card } = delivery;
      deps.metrics?.countOutbox(kind);
      deps.log.info({ row: row.id, note }, "outbox.instead");
      deps.settle({ row, ending: { kind, message, note }, card });
      return true;
    }
    case "dead":
      return gaveUp(deps, row, delivery);
    case "retry":
      return triesAgain(deps, row, delivery);
  }
}

interface GivenUp {
  why: "undeliverable" | "refused" | "too-many-tries";
  note: string;
}

async function gaveUp(deps: RowDeps, row: OutboxRow, { why, note }: GivenUp): Promise<true> {
  if (why === "undeliverable" && isForStranger(deps, row)) return letsGo(deps, row, note);
  const { db, clock, log, metrics, settle } = deps;
  metrics?.countOutbox(why === "undeliverable" ? why : "gave-up");
  log.error(
    { row: row.id, orderKey: row.orderKey, tries: row.attempts + 1, why, note },
    "outbox.dead",
  );
  const message = readMessage(row.message);
  // That a card did not arrive is a fact of its case, and the clock must know it.
  if (message?.kind === "send-card")
    await cardGivenUp(db, row, { cardId: keyOf(message), note, at: clock.now() });
  else settle({ row, ending: { kind: "done", state: "dead", note } });
  return true;
}

/** What is said to somebody whom the bureau does not list, who had written or pressed; cards are of tasks, and of its people. */
function isForStranger({ isListed }: RowDeps, row: OutboxRow): boolean {
  const message = readMessage(row.message);
  return message?.kind === "send-text" || message?.kind === "update-card"
    ? !isListed(message.to)
    : false;
}

/** Neither the bureau nor the chat server knows who it is for: there is nothing to mend, so nobody is called. */
function letsGo({ log, metrics, settle }: RowDeps, row: OutboxRow, note: string): true {
  metrics?.countOutbox("dropped");
  log.info({ row: row.id, orderKey: row.orderKey, note }, "outbox.dropped");
  settle({
    row,
    ending: { kind: "done", state: "dropped", note: `not in the list of people | ${note}` },
  });
  return true;
}

async function triesAgain(
  deps: RowDeps,
  row: OutboxRow,
  { isBusy, outcome, note }: Delivery & { kind: "retry" },
): Promise<boolean> {
  const tries = row.attempts + 1;
  if (isOver(deps.clock, row, tries)) return gaveUp(deps, row, { why: "too-many-tries", note });
  const delayMs = retryDelayMs({ tries, isBusy, random: deps.random() });
  deps.metrics?.countOutbox("retry");
  deps.log.warn({ row: row.id, tries, delayMs, note }, "outbox.retry");
  const maybeDone = outcome === "unknown";
  const ending: Ending = { kind: "again", at: after(deps, delayMs), note, maybeDone };
  deps.settle({ row, ending });
  return false;
}

/**
 * What somebody pressed and waits for, and a card that asks for a signature, are never given up by time alone.
 * A card that the chat server refuses for good is tried anew by the clock, as another card.
 */
function isOver(clock: Clock, row: OutboxRow, tries: number): boolean {
  if (readMessage(row.message)?.kind === "send-card") return false;
  const ageMs = clock.now().getTime() - row.createdAt.getTime();
  return row.lane !== "decision" && tries >= GIVE_UP_TRIES && ageMs >= GIVE_UP_MS;
}

function after({ clock }: RowDeps, delayMs: number): Date {
  return new Date(clock.now().getTime() + delayMs);
}
