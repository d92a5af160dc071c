import { setTimeout as pause } from "node:timers/promises";
import type { OutboxState } from "../../src/store/outbox.ts";

export interface QuietParts {
  outbox: () => Promise<Pick<OutboxState, "waiting" | "nextAvailableAt">>;
  now: () => Date;
  /** Sets the clock, and lets what became due by that happen. */
  passTo: (at: Date) => Promise<void>;
  withinMs: number;
}

const POLL_MS = 10;
/** The clock runs by itself: what is as near as this comes without being fetched. */
const NEAR_MS = 100;

/**
 * Waits until nothing is to be sent any more; false when that takes too long. What waits for a moment to come, since a
 * decision may still be undone for example, is brought there by the clock.
 */
export async function untilQuiet({ outbox, now, passTo, withinMs }: QuietParts): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    const { waiting, nextAvailableAt } = await outbox();
    if (waiting === 0) return true;
    const isFarOff =
      nextAvailableAt !== undefined && nextAvailableAt.getTime() - now().getTime() > NEAR_MS;
    await (isFarOff ? passTo(nextAvailableAt) : pause(POLL_MS));
  }
  return false;
}
