// Going on leave, in the words of the tests.
import { acceptLeave, endLeave, offerLeave, type LeaveResult } from "../../src/actions/leave.ts";
import type { Grant, LeaveTerms } from "../../src/domain/leave/grant.ts";
import { leavePeriod } from "../../src/domain/leave/period.ts";
import { staff } from "./build.ts";
import { settle, tick, type World } from "./world.ts";

export interface Leave extends Partial<Omit<LeaveTerms, "principal" | "delegate">> {
  from?: string;
  until?: string;
  by?: string;
}

/** A whole leave from the 23rd to the 27th of November, in place of the principal, for everything. */
export function termsOf(principal: string, delegate: string, leave: Leave = {}): LeaveTerms {
  const { from = "2026-11-23", until = "2026-11-27", by: _, ...change } = leave;
  const period = leavePeriod(from, until);
  if (period === undefined) throw new Error(`${from} to ${until} is no period`);
  return {
    ...period,
    principal: staff(principal),
    delegate: staff(delegate),
    scope: { kinds: [], maxVoltageKv: undefined, maxCapacity: undefined },
    mode: "replace",
    documentNo: "",
    reason: "",
    ...change,
  };
}

export async function offer(
  world: World,
  [principal, delegate]: readonly [string, string],
  leave: Leave = {},
): Promise<LeaveResult> {
  const terms = termsOf(principal, delegate, leave);
  const result = await offerLeave(world.app.deps, { terms, by: staff(leave.by ?? principal) });
  await settle(world);
  return result;
}

/** A leave that the delegate has accepted; what waits moves when it has begun. */
export async function goOnLeave(
  world: World,
  people: readonly [string, string],
  leave: Leave = {},
): Promise<Grant> {
  const offered = await offer(world, people, leave);
  if (!offered.ok) throw new Error(offered.refusal.code);
  const { id, delegate } = offered.grant;
  const accepted = await acceptLeave(world.app.deps, { id, by: delegate });
  if (!accepted.ok) throw new Error(accepted.refusal.code);
  await settle(world);
  return accepted.grant;
}

/** The leave is ended before its time. */
export async function comeBack(world: World, { id, principal }: Grant): Promise<void> {
  const ended = await endLeave(world.app.deps, { id, by: principal });
  if (!ended.ok) throw new Error(ended.refusal.code);
  await settle(world);
}

/** The next minute of the clock. */
export async function nextMinute(world: World): Promise<void> {
  world.clock.advanceMs(60_000);
  await tick(world);
}
