import type { Clock } from "../lib/clock.ts";
import { DAY_MS } from "../lib/clock.ts";
import type { Holidays } from "./settings.ts";

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

/** The same wall time on the next working day in Shanghai; without a calendar Monday–Friday. */
export function nextWorkday(atMs: number, holidays?: Holidays): number {
  let next = atMs;
  do next += DAY_MS;
  while (!isWorkday(new Date(next + SHANGHAI_OFFSET_MS), holidays));
  return next;
}

function isWorkday(wallAt: Date, holidays: Holidays | undefined): boolean {
  const day = wallAt.toISOString().slice(0, 10);
  if (holidays?.makeupDays.includes(day) === true) return true;
  if (holidays?.offDays.includes(day) === true) return false;
  return ![0, 6].includes(wallAt.getUTCDay());
}
