// outbox: the way out. Takes rows from the store and hands them to the chat server, within its limits.
// Must not know cases, words or who asked for a message.
import { MINUTE_MS, SECOND_MS } from "../lib/clock.ts";

const FIRST_MS = SECOND_MS;
const LONGEST_MS = 5 * MINUTE_MS;
/** A busy server may be asked again three times at once. @source wecom:90313 (-1) */
const QUICK_BUSY_TRIES = 3;
const BUSY_MS = MINUTE_MS;

export interface FailedTries {
  /** How many there were, this one included. */
  tries: number;
  /** The server said that it is busy. */
  isBusy: boolean;
  /** 0 ≤ r < 1; spreads what failed together. */
  random: number;
}

/** Time until the next try: 1 s, 2 s, 4 s … at most 5 min, each ±25 %. */
export function retryDelayMs({ tries, isBusy, random }: FailedTries): number {
  const slow = isBusy && tries > QUICK_BUSY_TRIES;
  const [firstMs, doublings] = slow
    ? [BUSY_MS, tries - QUICK_BUSY_TRIES - 1]
    : [FIRST_MS, tries - 1];
  const delayMs = Math.min(firstMs * 2 ** Math.min(doublings, 20), LONGEST_MS);
  return Math.min(Math.round(delayMs * (0.75 + random / 2)), LONGEST_MS);
}
