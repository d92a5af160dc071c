/** Up to which size a voltage is normally used. */
export interface VoltageLimit {
  voltageKv: number;
  max: number;
  unit: "kVA" | "kW";
}

/** Numbers that engineers judge a plan by. The bureau's to settle, in `config/`; none of them is law. */
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
}
