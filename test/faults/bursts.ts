// One press of Li and its repetitions, as many at once as wanted.
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { pressOnly } from "../support/people.ts";
import { cardAbout } from "../support/presses.ts";
import type { World } from "../support/world.ts";

export function liAgrees(world: World, caseNo: string): Promise<Push> {
  return pressOnly(world, "liting", { button: "同意", card: cardAbout(world, "liting", caseNo) });
}

/** The same event so many times at once. */
export function burst(world: World, push: Push, count: number): Promise<Push[]> {
  const { pusher } = world.simulator.stage;
  return Promise.all(Array.from({ length: count }, () => pusher.redeliver(push)));
}

/** What was not accepted at first needs no repetition: another copy of it was. */
export function forgetWaiting(pushes: readonly Push[]): void {
  for (const push of pushes) push.status = push.status === "waiting" ? "lost" : push.status;
}
