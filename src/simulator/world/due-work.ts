import type { DueWork } from "./stored.ts";
import type { World } from "./world.ts";

/** Lets something happen when the clock has been moved to the moment (or past it). */
export function plan(world: World, work: DueWork): void {
  world.dueWork.push(work);
}

/**
 * Runs everything that is due by `untilMs` (default: now), each with the clock standing at its own moment, so
 * that one long step passes through the same moments as many short ones. Ends with the clock at `untilMs`.
 */
export async function runDue(world: World, untilMs = world.clock.nowMs()): Promise<void> {
  for (;;) {
    const next = world.dueWork.toSorted((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined || next.atMs > untilMs) break;
    world.dueWork = world.dueWork.filter((work) => work !== next);
    if (next.atMs > world.clock.nowMs()) world.clock.set(next.atMs);
    await next.run();
  }
  if (untilMs > world.clock.nowMs()) world.clock.set(untilMs);
}
