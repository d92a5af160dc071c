import { dayOn } from "../domain/time/china-time.ts";
import { doubtAboutYear, type WorkingCalendar } from "../domain/time/working-calendar.ts";
import { subject, type Finding } from "./finding.ts";

const CALENDAR = subject("calendar", "工作日历");

/** Next year's notice is usually out by then; from now on due times reach into that year. */
const NEXT_YEAR_NEEDED_FROM = "11-01";

/**
 * Whether this year and, late in the year, the next have been announced. A year that is provisional is no finding
 * here: every such file is already named among the warnings of the configuration.
 */
export function checkCalendar(calendar: WorkingCalendar, now: Date): Finding[] {
  const on = dayOn(now);
  const year = Number(on.slice(0, 4));
  const years = on.slice(5) >= NEXT_YEAR_NEEDED_FROM ? [year, year + 1] : [year];
  const missing = years.filter((one) => doubtAboutYear(calendar, one) === "no-data");
  if (missing.length > 0) return missing.map((one) => findingOfMissing(one, year));
  const announced = years.filter((one) => doubtAboutYear(calendar, one) === undefined);
  return announced.length === 0 ? [] : [CALENDAR.ok(`${announced.join("、")} 年日历已齐`)];
}

function findingOfMissing(year: number, thisYear: number): Finding {
  const message = `没有 ${year} 年日历，节假日和调休都按普通周末计算；请按国务院办公厅通知补上 calendar/${year}.yaml`;
  return year === thisYear ? CALENDAR.fail(message) : CALENDAR.warn(message);
}
