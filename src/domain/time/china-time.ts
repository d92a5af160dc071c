import { AppError } from "../../lib/errors.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/clock.ts";

export const MINUTES_PER_DAY = 24 * 60;

/** Asia/Shanghai is +08:00 without summer time since 1992, so the host's zone data is never asked. */
const OFFSET_MIN = 8 * 60;

/** A minute of the wall clock in China: `day` counts from 1970-01-01, `minute` from midnight. */
export interface WallMinute {
  day: number;
  minute: number;
}

/**
 * The wall-clock minute in which an instant lies; seconds are dropped, here and nowhere else.
 *
 * @throws AppError `time.invalid-instant`
 */
export function wallMinuteOf(at: Date): WallMinute {
  const total = Math.floor(at.getTime() / MINUTE_MS) + OFFSET_MIN;
  if (Number.isNaN(total)) throw new AppError("time.invalid-instant", "not an instant");
  const day = Math.floor(total / MINUTES_PER_DAY);
  return { day, minute: total - day * MINUTES_PER_DAY };
}

/** The instant at which a wall-clock minute begins. */
export function instantOf(wall: WallMinute): Date {
  return new Date((wall.day * MINUTES_PER_DAY + wall.minute - OFFSET_MIN) * MINUTE_MS);
}

/** The day in China on which an instant lies, `YYYY-MM-DD`. */
export function dayOn(at: Date): string {
  return formatDay(wallMinuteOf(at).day);
}

/** Day number → `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD` → day number; undefined when no such day exists. */
export function parseDay(on: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return undefined;
  const day = Date.parse(`${on}T00:00:00Z`) / DAY_MS;
  return Number.isNaN(day) || formatDay(day) !== on ? undefined : day;
}

/** `HH:MM` (to `24:00`) → minutes from midnight; undefined when no such time exists. */
export function parseMinute(text: string): number | undefined {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute > MINUTES_PER_DAY ? undefined : minute;
}

/** Day number → calendar year. */
export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** Saturday or Sunday, whatever the calendar makes of it. */
export function isWeekend(day: number): boolean {
  const weekday = new Date(day * DAY_MS).getUTCDay();
  return weekday === 0 || weekday === 6;
}
