// A clock that stands still until a test moves it.
import type { Clock } from "../../src/lib/clock.ts";

export interface SetClock extends Clock {
  set(at: Date): void;
  advance(byMs: number): void;
}

/** Starts on an ordinary working day of the bureau unless told otherwise. */
export function createSetClock(start = new Date("2026-03-04T10:00:00+08:00")): SetClock {
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    set: (at) => {
      nowMs = at.getTime();
    },
    advance: (byMs) => {
      nowMs += byMs;
    },
  };
}
