import { AppError } from "../../lib/errors.ts";
import { instantOf, MINUTES_PER_DAY, wallMinuteOf } from "./china-time.ts";
import { doubtAboutSpan, isWorking } from "./working-calendar.ts";
import type { ProvisionalReason, WorkingCalendar } from "./working-calendar.ts";
import { plusWorkingMinutes, workMinOn } from "./working-minutes.ts";

/** A duration with its unit: a working day is never so many hours. */
export type Limit = { workMin: number } | { workDays: number };

/** A computed due time. `provisional` is true exactly when `reason` is given: the calendar may still change. */
export interface Due {
  at: Date;
  provisional: boolean;
  reason: ProvisionalReason | undefined;
}

const MAX_WORK_DAYS = 2_000;

/** When a limit that starts now ends; the two units are counted by different rules. */
export function limitDue(calendar: WorkingCalendar, startAt: Date, limit: Limit): Due {
  return "workMin" in limit
    ? addWorkingMinutes(calendar, startAt, limit.workMin)
    : addWorkingDays(calendar, startAt, limit.workDays);
}

/**
 * Due time of a limit in working minutes; a start outside the hours counts from the next opening.
 *
 * @throws AppError `time.invalid-duration`
 */
export function addWorkingMinutes(calendar: WorkingCalendar, fromAt: Date, workMin: number): Due {
  return dueAt(calendar, fromAt, plusWorkingMinutes(calendar, fromAt, workMin));
}

/**
 * Due time of a limit in working days: closing time of the N-th working day. The day of `fromAt` is not
 * counted unless the calendar's `countStartDay` says so and working time is left on it.
 *
 * @throws AppError `time.invalid-duration` unless a whole number from 1 to 2000
 */
export function addWorkingDays(calendar: WorkingCalendar, fromAt: Date, workDays: number): Due {
  if (!Number.isInteger(workDays) || workDays < 1 || workDays > MAX_WORK_DAYS) {
    throw new AppError("time.invalid-duration", `not a number of working days: ${workDays}`);
  }
  let { day } = wallMinuteOf(fromAt);
  let left = countsStartDay(calendar, fromAt) ? workDays - 1 : workDays;
  while (left > 0) {
    day += 1;
    if (isWorking(calendar, day)) left -= 1;
  }
  const minute = Math.max(...calendar.windows.map((window) => window.toMinute));
  return dueAt(calendar, fromAt, instantOf({ day, minute }));
}

/** Adds to an instant what the calendar knows about the years from the start to it. */
export function dueAt(calendar: WorkingCalendar, startAt: Date, at: Date): Due {
  const span = { firstDay: wallMinuteOf(startAt).day, lastDay: wallMinuteOf(at).day };
  const reason = doubtAboutSpan(calendar, span);
  return { at, provisional: reason !== undefined, reason };
}

function countsStartDay(calendar: WorkingCalendar, fromAt: Date): boolean {
  if (!calendar.countStartDay) return false;
  const { day, minute } = wallMinuteOf(fromAt);
  return workMinOn(calendar, { day, fromMinute: minute, toMinute: MINUTES_PER_DAY }) > 0;
}
