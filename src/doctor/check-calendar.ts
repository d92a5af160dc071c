import { dayOn } from "../domain/time/china-time.ts";
import { doubtAboutYear, type WorkingCalendar } from "../domain/time/working-calendar.ts";
import { subject, type Finding } from "./finding.ts";

const CALENDAR = subject("calendar", "工作日历");

/** Next year's notice is usually out by then; from now on due times reach into that year. */
const NEXT_YEAR_NEEDED_FROM = "11-01";

/** Whether this year and, late in the year, the next are known. */
export function checkCalendar(calendar: WorkingCalendar, now: Date): Finding[] {
  const on = dayOn(now);
  const year = Number(on.slice(0, 4));
  const years = on.slice(5) >= NEXT_YEAR_NEEDED_FROM ? [year, year + 1] : [year];
  const doubts = years.flatMap((one) => findingsOfYear(calendar, one, year));
  return doubts.length > 0 ? doubts : [CALENDAR.ok(`${years.join("、")} 年日历已齐`)];
}

function findingsOfYear(calendar: WorkingCalendar, year: number, thisYear: number): Finding[] {
  const doubt = doubtAboutYear(calendar, year);
  if (doubt === undefined) return [];
  const file = `calendar/${year}.yaml`;
  if (doubt === "provisional-year") {
    const message = `${year} 年日历是暂定的，到期时间可能变化；放假安排公布后请更新 ${file}，并把 provisional 改为 false`;
    return [CALENDAR.warn(message)];
  }
  const message = `没有 ${year} 年日历，节假日和调休都按普通周末计算；请按国务院办公厅通知补上 ${file}`;
  return [year === thisYear ? CALENDAR.fail(message) : CALENDAR.warn(message)];
}
