import { dayOn, instantOf, parseDay } from "../../src/domain/time/china-time.ts";
import { isWorkingTime } from "../../src/domain/time/working-minutes.ts";
import { isWorkingDay, type WorkingCalendar } from "../../src/domain/time/working-calendar.ts";
import { DAY_MS, HOUR_MS } from "../../src/lib/clock.ts";

const MORNING_MINUTE = 9 * 60;

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

/** Now, when the bureau works and goes on for an hour; else nine o'clock of the next morning it does. */
export function fitMoment(calendar: WorkingCalendar, now: Date): Date {
  const later = new Date(now.getTime() + HOUR_MS);
  if (isWorkingTime(calendar, now) && isWorkingTime(calendar, later)) return now;
  const today = workingMorning(calendar, now, { after: false });
  return today > now ? today : workingMorning(calendar, now, { after: true });
}

/** Three in the afternoon of the last working day before the day of `at`. */
export function afternoonBefore(calendar: WorkingCalendar, at: Date): Date {
  const before = new Date(at.getTime() - DAY_MS);
  const on = dayOn(before);
  if (!isWorkingDay(calendar, on)) return afternoonBefore(calendar, before);
  return instantOf({ day: parseDay(on) ?? 0, minute: MORNING_MINUTE + 6 * 60 });
}
