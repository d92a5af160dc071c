import { z } from "zod";
import { words } from "./parts.ts";

export const thresholdName = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9]{0,15}$/, "应为数字，或阈值名（大写字母开头，如 T1）");

/** One number that flows may name. */
export const thresholdShape = z.strictObject({
  value: z.number().nonnegative(),
  unit: z.enum(["kVA", "kW", "kV", "元", "万元"]),
  meaning: words,
  provisional: z.boolean(),
});

export type Threshold = z.output<typeof thresholdShape>;

/** `thresholds.yaml`: numbers that flows name. */
export const thresholdsShape = z.record(thresholdName, thresholdShape);

export type Thresholds = z.output<typeof thresholdsShape>;
