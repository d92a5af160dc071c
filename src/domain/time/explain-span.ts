import { formatDay, yearOf } from "./china-time.ts";
import { dayFact, doubtAboutYear, isWorking } from "./working-calendar.ts";
import type { DayFact, ProvisionalReason, WorkingCalendar } from "./working-calendar.ts";
import { dayParts, workMinOn } from "./working-minutes.ts";

/** One day of a counted span and why so many minutes of it count. */
export interface ExplainedDay {
  /** `YYYY-MM-DD` in China. */
  on: string;
  workMin: number;
  /** `outside-hours`: a working day, but the span touches only its night or midday break. */
  why: DayFact["kind"] | "outside-hours";
  name: string | undefined;
  doubt: ProvisionalReason | undefined;
}

/** Lists every day of a span with what it counts for; the sum is `workingMinutesBetween`. */
export function explainSpan(calendar: WorkingCalendar, fromAt: Date, toAt: Date): ExplainedDay[] {
  return dayParts(fromAt, toAt).map((part) => {
    const fact = dayFact(calendar, part.day);
    const workMin = workMinOn(calendar, part);
    const isOutsideHours = workMin === 0 && isWorking(calendar, part.day);
    return {
      on: formatDay(part.day),
      workMin,
      why: isOutsideHours ? "outside-hours" : fact.kind,
      name: fact.name,
      doubt: doubtAboutYear(calendar, yearOf(part.day)),
    };
  });
}
