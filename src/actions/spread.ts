import { MINUTE_MS } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hash.ts";

/** Minutes of the hour at which everybody's schedules run; the platform asks to keep clear. @source wecom:90236 */
const BUSY_MINUTES: ReadonlySet<number> = new Set([0, 30]);

/**
 * When a message of the clock may leave: within `spreadMs` from now, by its order key and always the same for
 * one key so that the order of its messages stays; a minute later where that is a busy minute. 0 means at once.
 */
export function spreadAt(at: Date, orderKey: string, spreadMs: number): Date {
  if (spreadMs <= 0) return at;
  const share = Number.parseInt(sha256Hex(orderKey).slice(0, 8), 16) % spreadMs;
  const spread = new Date(at.getTime() + share);
  // China's hours and those of UTC begin together.
  const isBusy = BUSY_MINUTES.has(spread.getUTCMinutes());
  return isBusy ? new Date(spread.getTime() + MINUTE_MS) : spread;
}
