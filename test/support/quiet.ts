// Runs the way out by hand, so that no test ever waits.
import type { Sender } from "../../src/outbox/sender.ts";
import type { Db } from "../../src/store/db.ts";
import { outboxState } from "../../src/store/outbox.ts";
import type { SetClock } from "./set-clock.ts";

const MAX_STEPS = 1_000;

/** Runs senders until nothing is due at this moment of the clock. Returns how many rows are done. */
export async function untilQuiet(senders: readonly Sender[]): Promise<number> {
  let total = 0;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const done = await Promise.all(senders.map((sender) => sender.drain()));
    const sum = done.reduce((all, each) => all + each, 0);
    if (sum === 0) return total;
    total += sum;
  }
  throw new Error("the outbox does not become quiet");
}

/**
 * As `untilQuiet`, and moves the clock on to whatever waits for a later time, at most until `until`.
 * Returns how many rows are done.
 */
export async function untilEmpty(
  senders: readonly Sender[],
  { db, clock, until }: { db: Db; clock: SetClock; until: Date },
): Promise<number> {
  let total = 0;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    total += await untilQuiet(senders);
    const { waiting, nextAvailableAt } = await outboxState(db);
    if (waiting === 0 || nextAvailableAt === undefined || nextAvailableAt > until) return total;
    clock.advanceMs(Math.max(nextAvailableAt.getTime() - clock.now().getTime(), 1));
  }
  throw new Error("the outbox does not become empty");
}
