import { explainSpan, type ExplainedDay } from "../domain/time/explain-span.ts";
import type { Limit } from "../domain/time/due.ts";
import type { ProvisionalReason, WorkingCalendar } from "../domain/time/working-calendar.ts";
import { limitText, workMinText } from "./durations.ts";
import { dayText } from "./moments.ts";

/** How a due time was counted: by which rule, over which days, and how much working time they hold. */
export interface DueReasons {
  rule: string;
  days: readonly string[];
  total: string;
}

export interface CountedSpan {
  openedAt: Date;
  dueAt: Date;
  /** Undefined when the flow that set it is not configured any more. */
  limit: Limit | undefined;
}

const WHY: Readonly<Record<ExplainedDay["why"], string>> = {
  "working-day": "工作日",
  "makeup-day": "调休上班",
  weekend: "周末",
  holiday: "节假日",
  "outside-hours": "工作日，只含下班时间",
};

const DOUBT: Readonly<Record<ProvisionalReason, string>> = {
  "no-data": "（该年日历尚无数据，暂按周末推算）",
  "provisional-year": "（该年日历尚未公布，暂按法定节日推算）",
};

/** Tells day by day why something is due when it is; the working minutes of the days add up to the total. */
export function dueReasons(
  calendar: WorkingCalendar,
  { openedAt, dueAt, limit }: CountedSpan,
  now: Date,
): DueReasons {
  const days = explainSpan(calendar, openedAt, dueAt);
  const ordinals = limit !== undefined && "workDays" in limit ? numbered(calendar, days) : [];
  const totalWorkMin = days.reduce((sum, { workMin }) => sum + workMin, 0);
  return {
    rule: ruleText(calendar, limit),
    days: days.map((day, index) => dayLine(day, ordinals[index], now)),
    total: `从开始到到期共 ${workMinText(totalWorkMin)}（工作时间）`,
  };
}

function ruleText({ countStartDay }: WorkingCalendar, limit: Limit | undefined): string {
  if (limit === undefined) return "只计工作日的上班时间。";
  if ("workMin" in limit) return `时限 ${limitText(limit)}：只计工作日的上班时间。`;
  const start = countStartDay ? "开始当日还有上班时间的，计入" : "开始当日不计";
  return `时限 ${limitText(limit)}：${start}，到第 ${limit.workDays} 个工作日下班时到期。`;
}

/** For each day which working day of the limit it is; undefined for days that are not counted. */
function numbered(
  { countStartDay }: WorkingCalendar,
  days: readonly ExplainedDay[],
): (number | undefined)[] {
  let count = 0;
  return days.map(({ workMin }, index) => {
    if (workMin === 0 || (index === 0 && !countStartDay)) return undefined;
    count += 1;
    return count;
  });
}

function dayLine(day: ExplainedDay, ordinal: number | undefined, now: Date): string {
  const why = day.name === undefined ? WHY[day.why] : `${day.name}（${WHY[day.why]}）`;
  const counted = day.workMin === 0 ? "不计" : workMinText(day.workMin);
  const which = ordinal === undefined ? "" : `，第 ${ordinal} 个工作日`;
  const doubt = day.doubt === undefined ? "" : DOUBT[day.doubt];
  return `${dayText(day.on, now)} ${why}，${counted}${which}${doubt}`;
}
