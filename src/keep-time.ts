import { MINUTE_MS, systemClock, type CorrectedClock } from "./lib/clock.ts";
import type { Logger } from "./lib/log.ts";
import type { Metrics } from "./lib/metrics.ts";
import { DatabaseAway, type Db } from "./store/db.ts";
import { serverAheadMs } from "./store/server-facts.ts";

const EVERY_MS = MINUTE_MS;
export interface TimeKeeping {
  db: Db;
  clock: CorrectedClock;
  log: Logger;
  metrics: Pick<Metrics, "setClockAheadMs">;
}

/** Less than this is the noise of a round trip. */
const WORTH_CORRECTING_MS = 250;

/**
 * Keeps the business clock on the database's time, so that several processes judge a limit alike
 * whatever their hosts believe. Returns how to stop.
 */
export async function keepTime(parts: TimeKeeping): Promise<() => void> {
  await correct(parts);
  const timer = setInterval(() => void correct(parts), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Never throws: while MySQL is away the last correction stays in force. */
async function correct({ db, clock, log, metrics }: TimeKeeping): Promise<void> {
  try {
    const aheadMs = await serverAheadMs(db, systemClock);
    metrics.setClockAheadMs(aheadMs);
    const isWorth = Math.abs(aheadMs) >= WORTH_CORRECTING_MS;
    clock.correct(isWorth ? aheadMs : 0);
    if (isWorth) log.warn({ aheadMs }, "clock.corrected");
  } catch (error) {
    const isNews = !(error instanceof DatabaseAway);
    if (isNews) log.error({ err: error }, "clock.not-measured");
  }
}
