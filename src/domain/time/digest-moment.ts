import { formatDay, instantOf, wallMinuteOf } from "./china-time.ts";
import { isWorkingDay, type WorkingCalendar } from "./working-calendar.ts";

const NINE = 9 * 60;

/**
 * Nine o'clock of today, from then on and on a working day: what is older belongs into a digest by now. Undefined
 * before that, at weekends and on holidays. Asked again and again, so a missed minute costs only time.
 */
export function digestMoment(calendar: WorkingCalendar, now: Date): Date | undefined {
  const { day, minute } = wallMinuteOf(now);
  const isDue = minute >= NINE && isWorkingDay(calendar, formatDay(day));
  return isDue ? instantOf({ day, minute: NINE }) : undefined;
}
