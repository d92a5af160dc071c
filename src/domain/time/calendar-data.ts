// time: working days and hours, due times, clocks and ladders. Pure arithmetic, fixed to Asia/Shanghai.
// Must not know cases, approvals or who anybody is.
import { parseDay, parseMinute } from "./china-time.ts";

/** One day (`from`) or a range with both ends included, `YYYY-MM-DD`. */
export interface DayRange {
  name: string;
  from: string;
  to?: string | undefined;
}

/** One year of the calendar as announced; `provisional` means the notice is not out and days are a floor. */
export interface CalendarYear {
  year: number;
  provisional: boolean;
  source: string;
  offDays: readonly DayRange[];
  makeupDays: readonly DayRange[];
}

/** The bureau's hours on a working day, `HH:MM`; `countStartDay` tells whether limits in days count the first day. */
export interface WorkHours {
  timeZone: "Asia/Shanghai";
  windows: readonly { from: string; to: string }[];
  countStartDay: boolean;
}

export interface CalendarProblem {
  code:
    | "no-windows"
    | "bad-window"
    | "windows-overlap"
    | "duplicate-year"
    | "bad-day"
    | "range-reversed"
    | "outside-year"
    | "day-twice";
  /** Path of the offending value, for example `2026.offDays[1]`. */
  where: string;
}

/** Names everything in calendar data that has no sensible meaning; an empty list means usable. */
export function checkCalendar(data: {
  years: readonly CalendarYear[];
  hours: WorkHours;
}): CalendarProblem[] {
  const seenDays = new Set<number>();
  const seenYears = new Set<number>();
  const problems = checkWindows(data.hours);
  for (const year of data.years) {
    if (seenYears.has(year.year)) {
      problems.push({ code: "duplicate-year", where: `${year.year}` });
      continue;
    }
    seenYears.add(year.year);
    problems.push(...checkRanges(year, "offDays", seenDays));
    problems.push(...checkRanges(year, "makeupDays", seenDays));
  }
  return problems;
}

/** The days of a range, as day numbers; empty when the range is malformed or reversed. */
export function daysOf(range: DayRange): number[] {
  const first = parseDay(range.from);
  const last = parseDay(range.to ?? range.from);
  if (first === undefined || last === undefined || last < first) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Part of a working day in minutes from midnight, half open: `toMinute` is no longer working time. */
export interface MinuteWindow {
  fromMinute: number;
  toMinute: number;
}

/** Reads one window of the hours; undefined when it is malformed, empty or reversed. */
export function readWindow(window: { from: string; to: string }): MinuteWindow | undefined {
  const fromMinute = parseMinute(window.from);
  const toMinute = parseMinute(window.to);
  if (fromMinute === undefined || toMinute === undefined || toMinute <= fromMinute)
    return undefined;
  return { fromMinute, toMinute };
}

function checkWindows(hours: WorkHours): CalendarProblem[] {
  if (hours.windows.length === 0) return [{ code: "no-windows", where: "hours.windows" }];
  let previousToMinute = 0;
  return hours.windows.flatMap((text, index): CalendarProblem[] => {
    const where = `hours.windows[${index}]`;
    const window = readWindow(text);
    if (window === undefined) return [{ code: "bad-window", where }];
    const overlaps = window.fromMinute < previousToMinute;
    previousToMinute = window.toMinute;
    return overlaps ? [{ code: "windows-overlap", where }] : [];
  });
}

function checkRanges(
  year: CalendarYear,
  list: "offDays" | "makeupDays",
  seenDays: Set<number>,
): CalendarProblem[] {
  return year[list].flatMap((range, index) => {
    const code = problemOf(range, year.year, seenDays);
    return code === undefined ? [] : [{ code, where: `${year.year}.${list}[${index}]` }];
  });
}

function problemOf(
  range: DayRange,
  year: number,
  seenDays: Set<number>,
): CalendarProblem["code"] | undefined {
  const to = range.to ?? range.from;
  if (parseDay(range.from) === undefined || parseDay(to) === undefined) return "bad-day";
  if (to < range.from) return "range-reversed";
  // A notice may move days of the December before, never later ones.
  if (range.from < `${year - 1}-12-01` || to > `${year}-12-31`) return "outside-year";
  const days = daysOf(range);
  const isTwice = days.some((day) => seenDays.has(day));
  for (const day of days) seenDays.add(day);
  return isTwice ? "day-twice" : undefined;
}
