import type { Clock } from "../lib/clock.ts";
import type { Metrics } from "../lib/metrics.ts";
import { DatabaseAway, type Db } from "../store/db.ts";
import { outboxState, type OutboxState } from "../store/outbox.ts";

/**
 * Shows in the metrics how many rows wait and for how long the oldest has waited, and how many were given up
 * or put aside; rows held back count as waiting.
 * While MySQL is away the last figures stay: the metrics must be readable just then.
 */
export async function reportOutbox(
  { db, clock }: { db: Db; clock: Clock },
  metrics: Pick<Metrics, "setOutboxWaiting" | "setOutboxOldestMs" | "setOutboxUndelivered">,
): Promise<void> {
  const state = await stateUnlessAway(db);
  if (state === undefined) return;
  const nowMs = clock.now().getTime();
  metrics.setOutboxWaiting(state.waiting);
  metrics.setOutboxUndelivered(state);
  metrics.setOutboxOldestMs(nowMs - (state.oldestWaitingAt?.getTime() ?? nowMs));
}

async function stateUnlessAway(db: Db): Promise<OutboxState | undefined> {
  try {
    return await outboxState(db);
  } catch (error) {
    if (error instanceof DatabaseAway) return undefined;
    throw error;
  }
}
