import { MINUTE_MS, SECOND_MS } from "../lib/clock.ts";
import { dayOn, wallMinuteOf } from "../domain/time/china-time.ts";

/** Wall-clock time in Asia/Shanghai, e.g. 14:03. */
export function clockText(at: Date): string {
  const { minute } = wallMinuteOf(at);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Day and time in Asia/Shanghai, e.g. 11月23日 14:03; with the year when it is not the reader's. */
export function momentText(at: Date, now: Date): string {
  return `${dayText(dayOn(at), now)} ${clockText(at)}`;
}

/** Day and time in full, for what is kept: 2026-11-23 14:03. */
export function stampText(at: Date): string {
  return `${dayOn(at)} ${clockText(at)}`;
}

/** Only the time when it is of the reader's day (14:03), else day and time. */
export function shortMomentText(at: Date, now: Date): string {
  return dayOn(at) === dayOn(now) ? clockText(at) : momentText(at, now);
}

/** Time to the second, where minutes would promise too much or too little. */
export function secondText(at: Date): string {
  return `${clockText(at)}:${two(secondOf(at))}`;
}

/** Until when a decision may be undone, behind what was decided; nothing once that is over. */
export function undoText(until: Date | undefined, now: Date): string {
  return until === undefined || now >= until ? "" : ` · 可在 ${secondText(until)} 前撤回`;
}

/** A due time; one that rests on an unannounced calendar says so. */
export function dueText(due: { dueAt: Date; dueProvisional: boolean }, now: Date): string {
  return `${momentText(due.dueAt, now)}${due.dueProvisional ? "（暂定）" : ""}`;
}

/**
 * Moment to the second at which an answer or reminder was true. It also keeps two rightful messages
 * with the same words apart: WeCom drops the second of two identical ones. @source wecom:90236
 */
export function asOfText(now: Date): string {
  return `截至 ${momentText(now, now)}:${two(secondOf(now))}`;
}

function secondOf(at: Date): number {
  return Math.floor((at.getTime() % MINUTE_MS) / SECOND_MS);
}

/** `YYYY-MM-DD` as 11月23日, or 2027年1月5日 when the year is not the reader's. */
export function dayText(on: string, now: Date): string {
  const [year = "", month = "", day = ""] = on.split("-");
  const short = `${Number(month)}月${Number(day)}日`;
  return dayOn(now).startsWith(year) ? short : `${year}年${short}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
