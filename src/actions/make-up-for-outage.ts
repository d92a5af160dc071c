import { isWorkingTime, workingMinutesBetween } from "../domain/time/working-minutes.ts";
import { MINUTE_MS } from "../lib/clock.ts";
import { claimTick, tickOf } from "../store/ticks.ts";
import type { Deps } from "./deps.ts";
import { oncePerTick } from "./once-per-tick.ts";
import { renewCards } from "./renew-cards.ts";

/** The last working minute in which a process was there to hear presses and could reach MySQL. */
const HEARD = "heard";
/** WeCom repeats an unanswered press for seconds only, but a restart of a minute or two is no reason to disturb everybody. */
const OUTAGE_MIN = 5;

/**
 * What every process does once a minute: when nothing was heard for a while of working time, presses may be lost, and
 * WeCom has no list of them. Every card that asked by then is replaced by one that says so. What dies on the way is gone
 * on with at the next minute.
 *
 * @param steadyMs a clock that is never set: a process that was there all along knows that only the other one was moved
 */
export function outageWatch(
  steadyMs: () => number = () => performance.now(),
): (deps: Deps) => Promise<void> {
  let heardMs = -Infinity;
  return async (deps) => {
    const { db, clock, bureau } = deps;
    const at = clock.now();
    const since = (await tickOf(db, HEARD)) ?? at;
    if (isWorkingTime(bureau.calendar, at)) {
      const wasThere = steadyMs() - heardMs < OUTAGE_MIN * MINUTE_MS;
      const isOutage = !wasThere && workingMinutesBetween(bureau.calendar, since, at) >= OUTAGE_MIN;
      if (isOutage && !(await oncePerTick(deps, "outage", () => makeUp(deps, since)))) return;
      await claimTick(db, HEARD, clock.now());
    }
    heardMs = steadyMs();
  };
}

async function makeUp(deps: Deps, since: Date): Promise<void> {
  const cards = await renewCards(deps, since);
  deps.log.warn({ since, cards }, "outage.made-up");
}
