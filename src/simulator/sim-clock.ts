import type { Clock } from "../lib/clock.ts";
import { DAY_MS } from "../lib/clock.ts";

/** A clock that can be moved and stopped; it runs on another clock. */
export interface SimClock extends Clock {
  nowMs(): number;
  nowSec(): number;
  /** Distance from the underlying clock in milliseconds (at this moment, if frozen). */
  offsetMs(): number;
  isFrozen(): boolean;
  set(atMs: number): void;
  advance(byMs: number): void;
  setOffset(offsetMs: number): void;
  freeze(frozen: boolean): void;
}

/** Makes a settable clock that starts in step with `base`. */
export function createSimClock(base: Clock): SimClock {
  let offset = 0;
  let frozenAt: number | undefined;
  const baseMs = () => base.now().getTime();
  const nowMs = () => frozenAt ?? baseMs() + offset;
  const set = (atMs: number) => {
    offset = atMs - baseMs();
    if (frozenAt !== undefined) frozenAt = atMs;
  };
  return {
    now: () => new Date(nowMs()),
    nowMs,
    nowSec: () => Math.floor(nowMs() / 1_000),
    offsetMs: () => nowMs() - baseMs(),
    isFrozen: () => frozenAt !== undefined,
    set,
    advance: (byMs) => set(nowMs() + byMs),
    setOffset: (offsetMs) => set(baseMs() + offsetMs),
    freeze(frozen) {
      const atMs = nowMs();
      frozenAt = frozen ? atMs : undefined;
      set(atMs);
    },
  };
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The same wall time on the next Monday–Friday in Shanghai; holidays are not known here. */
export function nextWeekday(atMs: number): number {
  let next = atMs;
  do next += DAY_MS;
  while ([0, 6].includes(new Date(next + SHANGHAI_OFFSET_MS).getUTCDay()));
  return next;
}
