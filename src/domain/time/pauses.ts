import type { WorkingCalendar } from "./working-calendar.ts";
import { plusWorkingMinutes, workingMinutesBetween } from "./working-minutes.ts";

/** A stretch of time in which the clock stands; `toAt` is undefined while it still does. */
export interface Pause {
  fromAt: Date;
  toAt: Date | undefined;
}

/** Moves a moment behind the pauses that lie before it; each shift may reach a further pause. */
export function pushedByPauses(
  calendar: WorkingCalendar,
  moment: { startAt: Date; at: Date; pauses: readonly Pause[] },
): Date {
  let at = moment.at;
  for (;;) {
    const span = { fromAt: moment.startAt, toAt: at };
    const lost = pausedWorkMin(calendar, moment.pauses, span);
    const next = plusWorkingMinutes(calendar, moment.at, lost);
    if (next <= at) return at;
    at = next;
  }
}

/** Working minutes of a span in which the clock stood; pauses that overlap are not counted twice. */
export function pausedWorkMin(
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
  span: { fromAt: Date; toAt: Date },
): number {
  const inOrder = pauses.toSorted((a, b) => a.fromAt.getTime() - b.fromAt.getTime());
  let countedTo = span.fromAt;
  let workMin = 0;
  for (const pause of inOrder) {
    const fromAt = laterOf(pause.fromAt, countedTo);
    const toAt = earlierOf(pause.toAt ?? span.toAt, span.toAt);
    if (toAt <= fromAt) continue;
    workMin += workingMinutesBetween(calendar, fromAt, toAt);
    countedTo = toAt;
  }
  return workMin;
}

function laterOf(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earlierOf(a: Date, b: Date): Date {
  return a < b ? a : b;
}
