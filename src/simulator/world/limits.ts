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
export const API_PER_MINUTE: Limit = { max: 10_000, windowMs: MINUTE_MS };
export const NEW_GROUPS_PER_DAY: Limit = { max: 1_000, windowMs: DAY_MS };
export const GROUP_CHANGES_PER_HOUR: Limit = { max: 1_000, windowMs: HOUR_MS };

/** Person-times an app may send per account of the enterprise and day. */
export const SENDS_PER_ACCOUNT_AND_DAY = 200;

/** Counts one use of `what` if all limits still have room; tells which one has not. */
export function use(world: World, what: string, limits: readonly Limit[]): Limit | undefined {
  const nowMs = world.clock.nowMs();
  const longestMs = Math.max(...limits.map((limit) => limit.windowMs));
  const moments = world.usage.get(what) ?? [];
  dropBefore(moments, nowMs - longestMs);
  world.usage.set(what, moments);
  const full = limits.find((limit) => countSince(moments, nowMs - limit.windowMs) >= limit.max);
  if (full === undefined) moments.push(nowMs);
  return full;
}

function dropBefore(moments: number[], atMs: number): void {
  let old = 0;
  while (old < moments.length && (moments[old] ?? 0) <= atMs) old += 1;
  if (old > 0) moments.splice(0, old);
}

/** Counts from the newest backwards, so that a full day of moments is not walked at every call. */
function countSince(moments: readonly number[], atMs: number): number {
  let count = 0;
  while (count < moments.length && (moments[moments.length - 1 - count] ?? 0) > atMs) count += 1;
  return count;
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
