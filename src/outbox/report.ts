import type { Clock } from "../lib/clock.ts";
import type { Metrics } from "../lib/metrics.ts";
import type { Db } from "../store/db.ts";
import { outboxState } from "../store/outbox.ts";

/** Shows in the metrics how many rows wait and for how long the oldest has waited; rows held back count too. */
export async function reportOutbox(
  { db, clock }: { db: Db; clock: Clock },
  metrics: Pick<Metrics, "setOutboxWaiting" | "setOutboxOldestMs">,
): Promise<void> {
  const { waiting, oldestWaitingAt } = await outboxState(db);
  const nowMs = clock.now().getTime();
  metrics.setOutboxWaiting(waiting);
  metrics.setOutboxOldestMs(nowMs - (oldestWaitingAt?.getTime() ?? nowMs));
}
