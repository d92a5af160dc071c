import { dayOn, instantOf, parseDay, wallMinuteOf } from "../../src/domain/time/china-time.ts";
import { nextWorkingMoment, workingMinutesBetween } from "../../src/domain/time/working-minutes.ts";
import { isWorkingDay, type WorkingCalendar } from "../../src/domain/time/working-calendar.ts";
import { DAY_MS } from "../../src/lib/clock.ts";

const MORNING_MINUTE = 9 * 60;
/** Less than this is left today: the demo begins tomorrow. */
const LEAST_WORK_MIN = 60;

/** Nine o'clock of the first working day on or after the day of `at`; with `after` not of that day itself. */
export function workingMorning(
  calendar: WorkingCalendar,
  at: Date,
  { after }: { after: boolean },
): Date {
  const first = after ? new Date(at.getTime() + DAY_MS) : at;
  const on = dayOn(first);
  if (!isWorkingDay(calendar, on)) return workingMorning(calendar, first, { after: true });
  return instantOf({ day: parseDay(on) ?? 0, minute: MORNING_MINUTE });
}

/**
 * Now, when the bureau works and has an hour of work left today; at noon the opening in the afternoon;
 * else nine o'clock of the next morning on which it works.
 */
export function fitMoment(calendar: WorkingCalendar, now: Date): Date {
  const morning = workingMorning(calendar, now, { after: false });
  if (morning > now) return morning;
  const midnight = instantOf({ day: wallMinuteOf(now).day + 1, minute: 0 });
  const leftWorkMin = workingMinutesBetween(calendar, now, midnight);
  return leftWorkMin >= LEAST_WORK_MIN
    ? nextWorkingMoment(calendar, now)
    : workingMorning(calendar, now, { after: true });
}

/** Three in the afternoon of the last working day before the day of `at`. */
export function afternoonBefore(calendar: WorkingCalendar, at: Date): Date {
  const before = new Date(at.getTime() - DAY_MS);
  const on = dayOn(before);
  if (!isWorkingDay(calendar, on)) return afternoonBefore(calendar, before);
  return instantOf({ day: parseDay(on) ?? 0, minute: MORNING_MINUTE + 6 * 60 });
}
