import { MINUTE_MS, systemClock, type CorrectedClock } from "./lib/clock.ts";
import type { Logger } from "./lib/log.ts";
import { DatabaseAway, type Db } from "./store/db.ts";
import { serverAheadMs } from "./store/server-facts.ts";

const EVERY_MS = 5 * MINUTE_MS;
/** Less than this is the noise of a round trip. */
const WORTH_CORRECTING_MS = 250;

/**
 * Keeps the business clock on the database's time, so that several processes judge a limit alike
 * whatever their hosts believe. Returns how to stop.
 */
export async function keepTime(db: Db, clock: CorrectedClock, log: Logger): Promise<() => void> {
  await correct(db, clock, log);
  const timer = setInterval(() => void correct(db, clock, log), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Never throws: while MySQL is away the last correction stays in force. */
async function correct(db: Db, clock: CorrectedClock, log: Logger): Promise<void> {
  try {
    const aheadMs = await serverAheadMs(db, systemClock);
    const isWorth = Math.abs(aheadMs) >= WORTH_CORRECTING_MS;
    clock.correct(isWorth ? aheadMs : 0);
    if (isWorth) log.warn({ aheadMs }, "clock.corrected");
  } catch (error) {
    const isNews = !(error instanceof DatabaseAway);
    if (isNews) log.error({ err: error }, "clock.not-measured");
  }
}
