import { z } from "zod";

const provisional = z.boolean();

const limit = (unit: string) =>
  z.strictObject({ value: z.number(), unit: z.literal(unit), provisional });

const months = z.strictObject({ value: z.int(), unit: z.literal("个月"), provisional });

const voltage = z.strictObject({
  voltageKv: z.number(),
  max: z.number(),
  unit: z.enum(["kVA", "kW"]),
  provisional,
});

/** `plan-limits.yaml`: each number with the unit that the check counts in. */
export const planLimitsShape = z.strictObject({
  voltages: z.array(voltage),
  hvlvMaxKva: limit("kVA"),
  directMeterMaxA: limit("A"),
  ctOverratedTimes: limit("倍"),
  minUseHoursPerYear: limit("小时"),
  hvValidMonths: months,
  lvValidMonths: months,
});

export type PlanLimitsFile = z.output<typeof planLimitsShape>;
