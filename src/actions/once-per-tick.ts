import { claimTick } from "../store/ticks.ts";
import type { Deps } from "./deps.ts";

/** Runs a job of the clock in one process only, however many there are; the others do nothing. */
export async function oncePerTick(
  deps: Deps,
  name: string,
  job: (deps: Deps) => Promise<unknown>,
): Promise<boolean> {
  const minute = new Date(deps.clock.now());
  minute.setUTCSeconds(0, 0);
  if (!(await claimTick(deps.db, name, minute))) return false;
  await job(deps);
  return true;
}
