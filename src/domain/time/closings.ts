import { instantOf, wallMinuteOf, formatDay } from "./china-time.ts";
import { isWorkingDay, type WorkingCalendar } from "./working-calendar.ts";

/** The next ends of stretches of work after an instant, e.g. today 12:00, today 18:00, tomorrow 12:00. */
export function closingsAfter(calendar: WorkingCalendar, at: Date, count: number): Date[] {
  const closings: Date[] = [];
  for (let { day } = wallMinuteOf(at); closings.length < count; day += 1) {
    if (!isWorkingDay(calendar, formatDay(day))) continue;
    const ends = calendar.windows.map(({ toMinute }) => instantOf({ day, minute: toMinute }));
    closings.push(...ends.filter((end) => end > at));
  }
  return closings.slice(0, count);
}
