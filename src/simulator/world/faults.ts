import type { Fault } from "./fault.ts";
import type { World } from "./world.ts";

/** Takes the first fault of these kinds that matches, and counts the hit. */
export function takeFault(
  world: World,
  api: string,
  hit: { readonly kinds: readonly Fault["kind"][]; readonly names: readonly string[] },
): Fault | undefined {
  const fault = world.faults.find((each) => matches(each, api, hit));
  if (fault === undefined) return undefined;
  if (fault.skipLeft > 0) {
    fault.skipLeft -= 1;
    return undefined;
  }
  fault.timesLeft -= 1;
  fault.hits += 1;
  world.journal.tell("faults");
  return fault;
}

function matches(
  fault: Fault,
  api: string,
  hit: { readonly kinds: readonly Fault["kind"][]; readonly names: readonly string[] },
): boolean {
  if (fault.timesLeft <= 0 || !hit.kinds.includes(fault.kind)) return false;
  if (fault.api !== "*" && fault.api !== api) return false;
  const wanted = fault.userid?.toLowerCase();
  return wanted === undefined || hit.names.some((name) => name.toLowerCase() === wanted);
}
