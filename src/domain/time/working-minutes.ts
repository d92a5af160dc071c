import { AppError } from "../../lib/errors.ts";
import { instantOf, MINUTES_PER_DAY, wallMinuteOf } from "./china-time.ts";
import { isWorking, type WorkingCalendar } from "./working-calendar.ts";

/** Longest duration that is walked through, about nine years of work; anything above is a mistake. */
const MAX_WORK_MIN = 1_000_000;

/** Part of one day, minutes from midnight, end excluded. */
interface DayPart {
  day: number;
  fromMinute: number;
  toMinute: number;
}

/** Tells whether an instant lies in working time; the closing minute (12:00, 18:00) no longer does. */
export function isWorkingTime(calendar: WorkingCalendar, at: Date): boolean {
  const { day, minute } = wallMinuteOf(at);
  return workMinOn(calendar, { day, fromMinute: minute, toMinute: minute + 1 }) === 1;
}

/**
 * Working minutes from one instant to another; negative when `toAt` is earlier.
 * Both ends are cut to the minute first, so neighbouring spans add up exactly.
 */
export function workingMinutesBetween(calendar: WorkingCalendar, fromAt: Date, toAt: Date): number {
  if (toAt < fromAt) return 0 - workingMinutesBetween(calendar, toAt, fromAt);
  let workMin = 0;
  for (const part of dayParts(fromAt, toAt)) workMin += workMinOn(calendar, part);
  return workMin;
}

/**
 * The first instant by which `workMin` working minutes have passed since `fromAt` (cut to the minute):
 * time that ends with a window is due at closing, not at the next opening.
 *
 * @throws AppError `time.invalid-duration` unless a whole number from 0 to a million
 */
export function plusWorkingMinutes(calendar: WorkingCalendar, fromAt: Date, workMin: number): Date {
  if (!Number.isInteger(workMin) || workMin < 0 || workMin > MAX_WORK_MIN) {
    throw new AppError("time.invalid-duration", `not a number of working minutes: ${workMin}`);
  }
  const from = wallMinuteOf(fromAt);
  let { day } = from;
  let left = workMin;
  let part = { day, fromMinute: from.minute, toMinute: MINUTES_PER_DAY };
  for (;;) {
    const here = workMinOn(calendar, part);
    if (left <= here) return instantOf({ day, minute: minuteAfter(calendar, part, left) });
    left -= here;
    day += 1;
    part = { day, fromMinute: 0, toMinute: MINUTES_PER_DAY };
  }
}

/** The instant itself when it lies in working time, else the next opening. */
export function nextWorkingMoment(calendar: WorkingCalendar, at: Date): Date {
  if (isWorkingTime(calendar, at)) return at;
  const minuteLater = plusWorkingMinutes(calendar, at, 1);
  const wall = wallMinuteOf(minuteLater);
  return instantOf({ day: wall.day, minute: wall.minute - 1 });
}

/** The latest end of a stretch of work at or before an instant; undefined when none lies on that day or so many before. */
export function previousClosing(
  calendar: WorkingCalendar,
  at: Date,
  withinDays: number,
): Date | undefined {
  const { day, minute } = wallMinuteOf(at);
  for (let back = 0; back <= withinDays; back += 1) {
    const ends = isWorking(calendar, day - back)
      ? calendar.windows.map(({ toMinute }) => toMinute).filter((end) => back > 0 || end <= minute)
      : [];
    if (ends.length > 0) return instantOf({ day: day - back, minute: Math.max(...ends) });
  }
  return undefined;
}

/** The days of a span, each with the part that lies inside; the last part may be empty. */
export function dayParts(fromAt: Date, toAt: Date): DayPart[] {
  const from = wallMinuteOf(fromAt);
  const to = wallMinuteOf(toAt);
  return Array.from({ length: to.day - from.day + 1 }, (_, index) => ({
    day: from.day + index,
    fromMinute: index === 0 ? from.minute : 0,
    toMinute: from.day + index === to.day ? to.minute : MINUTES_PER_DAY,
  }));
}

/** Working minutes in a part of one day. */
export function workMinOn(calendar: WorkingCalendar, part: DayPart): number {
  if (!isWorking(calendar, part.day)) return 0;
  let workMin = 0;
  for (const window of calendar.windows) {
    const from = Math.max(window.fromMinute, part.fromMinute);
    const to = Math.min(window.toMinute, part.toMinute);
    workMin += Math.max(0, to - from);
  }
  return workMin;
}

function minuteAfter(calendar: WorkingCalendar, part: DayPart, workMin: number): number {
  let minute = part.fromMinute;
  let left = workMin;
  for (const window of calendar.windows) {
    if (left === 0) break;
    const from = Math.max(window.fromMinute, part.fromMinute);
    const spent = Math.min(left, Math.max(0, window.toMinute - from));
    if (spent > 0) minute = from + spent;
    left -= spent;
  }
  return minute;
}

/** Working days after the day of `from`, up to and with the day of `to`; 0 when there is none. */
export function workingDaysAfter(calendar: WorkingCalendar, from: Date, to: Date): number {
  const last = wallMinuteOf(to).day;
  let count = 0;
  for (let { day } = wallMinuteOf(from); day < last; day += 1) {
    if (isWorking(calendar, day + 1)) count += 1;
  }
  return count;
}
