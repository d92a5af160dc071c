import type { NodeTime } from "../domain/time-used.ts";
import type { Limit } from "../domain/time/due.ts";
import type { WorkingCalendar } from "../domain/time/working-calendar.ts";
import { workingDaysAfter, workingMinutesBetween } from "../domain/time/working-minutes.ts";

/** Working minutes in words, e.g. 6小时20分; less than a minute is 不到1分钟. The sign is not shown. */
export function workMinText(workMin: number): string {
  const total = Math.floor(Math.abs(workMin));
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  if (total === 0) return "不到1分钟";
  if (hours === 0) return `${minutes}分钟`;
  return minutes === 0 ? `${hours}小时` : `${hours}小时${minutes}分`;
}

/** Working time of a node; what is booked to a vacant office is said. */
export function usedText({ workMin, vacantWorkMin }: NodeTime): string {
  return `${workMinText(workMin)}${vacancyText(vacantWorkMin)}`;
}

function vacancyText(vacantWorkMin: number): string {
  return vacantWorkMin < 1 ? "" : `，其中岗位空缺 ${workMinText(vacantWorkMin)}`;
}

/** A limit in its own unit, e.g. 2个工作日; days and hours of work are never converted into each other. */
export function limitText(limit: Limit): string {
  return "workDays" in limit
    ? `${limit.workDays}个工作日`
    : `${workMinText(limit.workMin)}（工作时间）`;
}

/** From so many working days on, minutes say less than days. */
const SHOWN_IN_DAYS = 3;

/**
 * What is left until a due time: 剩 6小时20分（工作时间）, from three working days on 剩 8个工作日, today not counted; or by how
 * much it is over, always in working time, as what was used is: 已超期 35分钟（工作时间）.
 */
export function timeLeftText(calendar: WorkingCalendar, dueAt: Date, now: Date): string {
  if (isOverdue(dueAt, now)) {
    return `已超期 ${workMinText(workingMinutesBetween(calendar, dueAt, now))}（工作时间）`;
  }
  const workDays = workingDaysAfter(calendar, now, dueAt);
  if (workDays >= SHOWN_IN_DAYS) return `剩 ${workDays}个工作日`;
  return `剩 ${workMinText(workingMinutesBetween(calendar, now, dueAt))}（工作时间）`;
}

export function isOverdue(dueAt: Date, now: Date): boolean {
  return now >= dueAt;
}
