import type { PlanLimits } from "../../src/domain/case/plan-limits.ts";

/** Limits under which the plans and investments of `build-plan.ts` give no warning. */
export function buildPlanLimits(changes: Partial<PlanLimits> = {}): PlanLimits {
  return {
    voltages: [
      { voltageKv: 0.4, max: 160, unit: "kW" },
      { voltageKv: 20, max: 8_000, unit: "kVA" },
      { voltageKv: 110, max: 100_000, unit: "kVA" },
    ],
    hvlvMaxKva: 500,
    directMeterMaxA: 60,
    ctOverratedTimes: 3,
    minUseHoursPerYear: 500,
    hvValidMonths: 12,
    lvValidMonths: 3,
    ...changes,
  };
}
