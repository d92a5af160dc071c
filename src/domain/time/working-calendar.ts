import { AppError } from "../../lib/errors.ts";
import { checkCalendar, daysOf, readWindow } from "./calendar-data.ts";
import type { CalendarYear, MinuteWindow, WorkHours } from "./calendar-data.ts";
import { isWeekend, parseDay, yearOf } from "./china-time.ts";

/** Why a due time may still move: no file for a year it touches, or only the statutory floor is known. */
export type ProvisionalReason = "no-data" | "provisional-year";

export interface DayFact {
  kind: "working-day" | "makeup-day" | "weekend" | "holiday";
  /** As written in the calendar file; undefined on ordinary days. */
  name: string | undefined;
}

/** Working days and hours, ready for arithmetic; made only by `createCalendar`. */
export interface WorkingCalendar {
  readonly windows: readonly MinuteWindow[];
  readonly countStartDay: boolean;
  readonly exceptions: ReadonlyMap<number, DayFact>;
  readonly provisionalYears: ReadonlyMap<number, boolean>;
}

/**
 * Builds the calendar from announced years and the bureau's hours.
 *
 * @throws AppError `calendar.invalid` naming every problem that `checkCalendar` finds
 */
export function createCalendar(data: {
  years: readonly CalendarYear[];
  hours: WorkHours;
}): WorkingCalendar {
  const problems = checkCalendar(data);
  if (problems.length > 0) {
    const list = problems.map(({ where, code }) => `${where}: ${code}`).join("; ");
    throw new AppError("calendar.invalid", list);
  }
  return {
    windows: data.hours.windows.map(readWindow).filter((window) => window !== undefined),
    countStartDay: data.hours.countStartDay,
    exceptions: new Map(data.years.flatMap(exceptionsOf)),
    provisionalYears: new Map(data.years.map(({ year, provisional }) => [year, provisional])),
  };
}

/**
 * Tells whether work is done on a day, `YYYY-MM-DD`; in a year without data weekends decide.
 *
 * @throws AppError `time.invalid-day`
 */
export function isWorkingDay(calendar: WorkingCalendar, on: string): boolean {
  const day = parseDay(on);
  if (day === undefined) throw new AppError("time.invalid-day", `not a day: ${on}`);
  return isWorking(calendar, day);
}

/** Tells how well a year is known; undefined means announced. */
export function doubtAboutYear(
  calendar: WorkingCalendar,
  year: number,
): ProvisionalReason | undefined {
  const isProvisional = calendar.provisionalYears.get(year);
  if (isProvisional === undefined) return "no-data";
  return isProvisional ? "provisional-year" : undefined;
}

/** The gravest doubt about the years that a span of day numbers touches. */
export function doubtAboutSpan(
  calendar: WorkingCalendar,
  span: { firstDay: number; lastDay: number },
): ProvisionalReason | undefined {
  let gravest: ProvisionalReason | undefined;
  for (let year = yearOf(span.firstDay); year <= yearOf(span.lastDay); year += 1) {
    const doubt = doubtAboutYear(calendar, year);
    if (doubt === "no-data") return doubt;
    gravest = doubt ?? gravest;
  }
  return gravest;
}

/** What a day number is, with the name of the holiday or make-up day. */
export function dayFact(calendar: WorkingCalendar, day: number): DayFact {
  return (
    calendar.exceptions.get(day) ?? {
      kind: isWeekend(day) ? "weekend" : "working-day",
      name: undefined,
    }
  );
}

/** The same question as `isWorkingDay`, for a day number. */
export function isWorking(calendar: WorkingCalendar, day: number): boolean {
  const { kind } = dayFact(calendar, day);
  return kind === "working-day" || kind === "makeup-day";
}

function exceptionsOf(year: CalendarYear): [number, DayFact][] {
  const entries = (ranges: CalendarYear["offDays"], kind: DayFact["kind"]) =>
    ranges.flatMap((range) =>
      daysOf(range).map((day): [number, DayFact] => [day, { kind, name: range.name }]),
    );
  return [...entries(year.offDays, "holiday"), ...entries(year.makeupDays, "makeup-day")];
}
