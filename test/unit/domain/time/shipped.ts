import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { CalendarYear, WorkHours } from "../../../../src/domain/time/calendar-data.ts";
import type { Ladder } from "../../../../src/domain/time/ladder.ts";
import { createCalendar } from "../../../../src/domain/time/working-calendar.ts";

/** The calendar, hours and ladder that ship with the program, and short ways to write instants. */
export const shippedYears = [2024, 2025, 2026, 2027].map(
  (year) => read(`config/calendar/${year}.yaml`) as CalendarYear,
);
export const shippedHours = read("config/calendar/hours.yaml") as WorkHours;
export const shippedLadder = read("config/ladders/approval-node.yaml") as Ladder;
export const shipped = createCalendar({ years: shippedYears, hours: shippedHours });

/** `2026-10-10 10:29` on the wall in China → instant. */
export function china(wall: string): Date {
  return new Date(`${wall.replace(" ", "T")}+08:00`);
}

/** Instant → `2026-10-10 10:29` on the wall in China. */
export function wall(at: Date | undefined): string | undefined {
  if (at === undefined) return undefined;
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

function read(path: string): unknown {
  return parse(readFileSync(path, "utf8"));
}
