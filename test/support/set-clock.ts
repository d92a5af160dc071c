// A clock that stands still until a test moves it, told in China's wall time.
import type { Clock } from "../../src/lib/clock.ts";

export interface SetClock extends Clock {
  set(text: string): void;
  advanceMs(ms: number): void;
}

/** A clock at this moment, `2026-11-23 09:00` in China. */
export function setClock(text: string): SetClock {
  let at = instant(text);
  return {
    now: () => at,
    set: (next) => {
      at = instant(next);
    },
    advanceMs: (ms) => {
      at = new Date(at.getTime() + ms);
    },
  };
}

/** An instant from its wall time in China, with or without seconds. */
export function instant(text: string): Date {
  const [day = "", time = "00:00"] = text.split(" ");
  return new Date(`${day}T${time.length === 5 ? `${time}:00` : time}+08:00`);
}
