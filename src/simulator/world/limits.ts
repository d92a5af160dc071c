import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/clock.ts";
import type { App, World } from "./world.ts";

interface Limit {
  readonly max: number;
  readonly windowMs: number;
}

/** @source wecom:90312 */
export const MEMBER_PER_MINUTE: Limit = { max: 30, windowMs: MINUTE_MS };
export const MEMBER_PER_HOUR: Limit = { max: 1_000, windowMs: HOUR_MS };
export const WEBHOOK_PER_MINUTE: Limit = { max: 20, windowMs: MINUTE_MS };
export const API_LIMITS: readonly Limit[] = [
  { max: 10_000, windowMs: MINUTE_MS },
  { max: 150_000, windowMs: HOUR_MS },
];
export const ADDRESS_LIMITS: readonly Limit[] = [
  { max: 20_000, windowMs: MINUTE_MS },
  { max: 600_000, windowMs: HOUR_MS },
];
export const CORP_TICKETS_PER_HOUR: Limit = { max: 400, windowMs: HOUR_MS };
export const APP_TICKETS_PER_HOUR: Limit = { max: 100, windowMs: HOUR_MS };
export const NEW_GROUPS_PER_DAY: Limit = { max: 1_000, windowMs: DAY_MS };
export const GROUP_CHANGES_PER_HOUR: Limit = { max: 1_000, windowMs: HOUR_MS };
export const GROUP_PERSON_TIMES_PER_MINUTE: Limit = { max: 20_000, windowMs: MINUTE_MS };
export const GROUP_MEMBER_PER_MINUTE: Limit = { max: 200, windowMs: MINUTE_MS };
export const GROUP_MEMBER_PER_DAY: Limit = { max: 10_000, windowMs: DAY_MS };

/** Person-times an app may send per account of the enterprise and day. */
export const SENDS_PER_ACCOUNT_AND_DAY = 200;

/** Moments longer ago than any limit are thrown away only when they are many. */
const OLD_MOMENTS_KEPT = 1_024;

/** Counts one use of `what` if all limits still have room; tells which one has not. */
export function use(world: World, what: string, limits: readonly Limit[]): Limit | undefined {
  return useTimes(world, { what, times: 1 }, limits);
}

/** Counts several uses at once, all or none. */
export function useTimes(
  world: World,
  { what, times }: { readonly what: string; readonly times: number },
  limits: readonly Limit[],
): Limit | undefined {
  const nowMs = world.clock.nowMs();
  const moments = world.usage.get(what) ?? [];
  world.usage.set(what, moments);
  // A clock that was set back forgets what was counted after that moment; so the list stays in order.
  moments.splice(firstAfter(moments, nowMs));
  const full = limits.find((limit) => {
    const used = moments.length - firstAfter(moments, nowMs - limit.windowMs);
    return used + times > limit.max;
  });
  if (full === undefined) for (let count = 0; count < times; count += 1) moments.push(nowMs);
  const longestMs = Math.max(...limits.map((limit) => limit.windowMs));
  const old = firstAfter(moments, nowMs - longestMs);
  if (old > OLD_MOMENTS_KEPT) moments.splice(0, old);
  return full;
}

/** Index of the first moment later than `atMs`, found by halving: an hour may hold 600 000 of them. */
function firstAfter(moments: readonly number[], atMs: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? 0) > atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Counts person-times of the natural day (Shanghai); false when the app has none left for so many. */
export function useDay(world: World, app: App, personTimes: number): boolean {
  const day = Math.floor((world.clock.nowMs() + 8 * HOUR_MS) / DAY_MS);
  const key = `day ${app.agentId} ${day}`;
  const [used = 0] = world.usage.get(key) ?? [];
  if (used + personTimes > world.behaviour.accountLimit * SENDS_PER_ACCOUNT_AND_DAY) return false;
  world.usage.set(key, [used + personTimes]);
  return true;
}
