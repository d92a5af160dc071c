// Times as phones in China show them.
import { DAY_MS, HOUR_MS } from "../../lib/clock.ts";

const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

const shanghai = (atMs: number) => new Date(atMs + SHANGHAI_OFFSET_MS);
const two = (value: number) => String(value).padStart(2, "0");
const dayNumber = (atMs: number) => Math.floor((atMs + SHANGHAI_OFFSET_MS) / DAY_MS);

/** `10:12` */
export function timeOfDay(atMs: number): string {
  const at = shanghai(atMs);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** `2026年6月1日 周一` */
export function fullDate(atMs: number): string {
  const at = shanghai(atMs);
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${WEEKDAYS[at.getUTCDay()] ?? ""}`;
}

/** `10:12:07` */
export function timeWithSeconds(atMs: number): string {
  return `${timeOfDay(atMs)}:${two(shanghai(atMs).getUTCSeconds())}`;
}

/** Time of a message as seen at `nowMs`: today only the time, yesterday 昨天, earlier the date. */
export function messageTime(atMs: number, nowMs: number): string {
  const daysAgo = dayNumber(nowMs) - dayNumber(atMs);
  if (daysAgo === 0) return timeOfDay(atMs);
  if (daysAgo === 1) return `昨天 ${timeOfDay(atMs)}`;
  const at = shanghai(atMs);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${timeOfDay(atMs)}`;
}
