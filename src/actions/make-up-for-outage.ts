import { isWorkingTime, workingMinutesBetween } from "../domain/time/working-minutes.ts";
import { claimTick, tickOf } from "../store/ticks.ts";
import type { Deps } from "./deps.ts";
import { renewCards } from "./renew-cards.ts";

/** The last working minute in which a process was there to hear presses and could reach MySQL. */
const HEARD = "heard";
/** WeCom repeats an unanswered press for seconds only, but a restart of a minute or two is no reason to disturb everybody. */
const OUTAGE_WORK_MIN = 5;

/**
 * Asked every minute: when nothing was heard for a while of working time, presses may be lost, and WeCom has no list of
 * them. Every card that asked by then is replaced by one that says so. What dies on the way is gone on with at the next
 * minute. Returns how many cards were queued.
 */
export async function makeUpForOutage(deps: Deps): Promise<number> {
  const { db, clock, log, bureau } = deps;
  const untilAt = clock.now();
  if (!isWorkingTime(bureau.calendar, untilAt)) return 0;
  const fromAt = (await tickOf(db, HEARD)) ?? untilAt;
  const isOutage = workingMinutesBetween(bureau.calendar, fromAt, untilAt) >= OUTAGE_WORK_MIN;
  const cards = isOutage ? await renewCards(deps, { fromAt, untilAt }) : 0;
  if (isOutage) log.warn({ fromAt, untilAt, cards }, "outage.made-up");
  await claimTick(db, HEARD, untilAt);
  return cards;
}
