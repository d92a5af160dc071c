/** Up to which size a voltage is normally used. */
export interface VoltageLimit {
  voltageKv: number;
  max: number;
  unit: "kVA" | "kW";
}

/** Numbers that engineers judge a plan by. The bureau's to settle; none of them is law. */
export interface PlanLimits {
  /** Rising; a plan above a row's size should use a higher voltage. */
  voltages: readonly VoltageLimit[];
  /** Largest 高供低计 transformer capacity. */
  hvlvMaxKva: number;
  /** Largest load current that a meter carries without current transformers. */
  directMeterMaxA: number;
  /** How far over its load current a current transformer may be rated. */
  ctOverratedTimes: number;
  /** Below this yearly use an investment is called poorly used. */
  minUseHoursPerYear: number;
  hvValidMonths: number;
  lvValidMonths: number;
  provisional: boolean;
}

/** Rules of thumb of the trade, for as long as the bureau has settled nothing else. */
export const PROVISIONAL_PLAN_LIMITS: PlanLimits = {
  voltages: [
    { voltageKv: 0.4, max: 160, unit: "kW" },
    { voltageKv: 20, max: 8_000, unit: "kVA" },
    { voltageKv: 35, max: 40_000, unit: "kVA" },
    { voltageKv: 110, max: 100_000, unit: "kVA" },
  ],
  hvlvMaxKva: 500,
  directMeterMaxA: 60,
  ctOverratedTimes: 3,
  minUseHoursPerYear: 500,
  hvValidMonths: 12,
  lvValidMonths: 3,
  provisional: true,
};
