import { z } from "zod";
import type { CalendarYear, WorkHours } from "../../domain/time/calendar-data.ts";
import { dayOn, words } from "./parts.ts";

const range = z.strictObject({ name: words, from: dayOn, to: dayOn.optional() });
const timeOfDay = z.string().regex(/^\d{2}:\d{2}$/, "应为时刻，如 08:30");

/** `calendar/2026.yaml` */
export const calendarYearShape: z.ZodType<CalendarYear> = z.strictObject({
  year: z.int().min(2000).max(2100),
  provisional: z.boolean(),
  source: words,
  offDays: z.array(range),
  makeupDays: z.array(range),
});

/** `calendar/hours.yaml` */
export const workHoursShape: z.ZodType<WorkHours> = z.strictObject({
  timeZone: z.literal("Asia/Shanghai"),
  windows: z.array(z.strictObject({ from: timeOfDay, to: timeOfDay })),
  countStartDay: z.boolean(),
});
