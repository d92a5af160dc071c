import { dueAt, limitDue, type Due, type Limit } from "./due.ts";
import type { WorkingCalendar } from "./working-calendar.ts";
import { plusWorkingMinutes, workingMinutesBetween } from "./working-minutes.ts";

/** A stretch of time in which the clock stands; `toAt` is undefined while it still does. */
export interface Pause {
  fromAt: Date;
  toAt: Date | undefined;
}

/** A clock: when it started, when it stopped for good, and its pauses in any order, overlapping or not. */
export interface RunningClock {
  startAt: Date;
  endAt: Date | undefined;
  pauses: readonly Pause[];
}

export interface ClockReading {
  state: "running" | "paused" | "finished";
  /** With pauses: what the customer lived through. */
  grossWorkMin: number;
  /** Without pauses: what is assessed. */
  netWorkMin: number;
  due: Due;
  /** Negative once the due time is past. */
  leftWorkMin: number;
}

/** Reads a clock at a moment: time used, time left, and when its limit ends with the pauses so far. */
export function readClock(
  calendar: WorkingCalendar,
  clock: RunningClock & { limit: Limit },
  now: Date,
): ClockReading {
  const asOf = clock.endAt ?? now;
  const due = dueWithPauses(calendar, clock, asOf);
  const grossWorkMin = workingMinutesBetween(calendar, clock.startAt, asOf);
  const span = { fromAt: clock.startAt, toAt: asOf };
  return {
    state: stateOf(clock),
    grossWorkMin,
    netWorkMin: grossWorkMin - pausedWorkMin(calendar, clock.pauses, span),
    due,
    leftWorkMin: workingMinutesBetween(calendar, asOf, due.at),
  };
}

/**
 * When a limit ends that was interrupted: the due time moves by the working minutes of the pauses,
 * never by their length on the wall. A pause that still runs is counted up to `asOf`.
 */
export function dueWithPauses(
  calendar: WorkingCalendar,
  clock: RunningClock & { limit: Limit },
  asOf: Date,
): Due {
  const { startAt } = clock;
  const pauses = clock.pauses.map(({ fromAt, toAt }) => ({ fromAt, toAt: toAt ?? asOf }));
  const plain = limitDue(calendar, startAt, clock.limit);
  const at = pushedByPauses(calendar, { startAt, at: plain.at, pauses });
  return dueAt(calendar, startAt, at);
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

function stateOf(clock: RunningClock): ClockReading["state"] {
  if (clock.endAt !== undefined) return "finished";
  return clock.pauses.some((pause) => pause.toAt === undefined) ? "paused" : "running";
}

function laterOf(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earlierOf(a: Date, b: Date): Date {
  return a < b ? a : b;
}
