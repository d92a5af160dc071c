import { z } from "zod";
import {
  hasField,
  isRequired,
  type CapacityField,
  type Field,
  type Fields,
  type Level,
  type NumberField,
  type TextField,
} from "../../domain/case/field-table.ts";
import { GRID_INVESTMENT_FIELDS } from "../../domain/case/grid-investment-fields.ts";
import type { GridInvestment } from "../../domain/case/grid-investment.ts";
import { SUPPLY_PLAN_FIELDS } from "../../domain/case/supply-plan-fields.ts";
import type { SupplyPlan } from "../../domain/case/supply-plan.ts";
import { parseDay } from "../../domain/time/china-time.ts";
import { textShape } from "./text-shape.ts";

/** A hundred million yuan; no single amount in a document of a bureau comes near. */
const MAX_FEN = 10_000_000_000;

const HV_PLAN = tableShape({ ...SUPPLY_PLAN_FIELDS }, "hv").extend({ level: z.literal("hv") });
const LV_PLAN = tableShape({ ...SUPPLY_PLAN_FIELDS }, "lv").extend({ level: z.literal("lv") });

/** 供电方案 as the field table describes it. The table is checked against the type by the compiler. */
export const supplyPlanShape = z.discriminatedUnion("level", [
  HV_PLAN,
  LV_PLAN,
]) as unknown as z.ZodType<SupplyPlan>;

/** 配套电网投资 as the field table describes it. */
export const gridInvestmentShape = tableShape(
  GRID_INVESTMENT_FIELDS,
  "hv",
) as unknown as z.ZodType<GridInvestment>;

/** An object with the fields that plans of a level have, and no others. */
function tableShape(fields: Fields, level: Level): z.ZodObject {
  const shape: Record<string, z.ZodType> = {};
  for (const [key, field] of Object.entries(fields)) {
    if (!hasField(field, level)) continue;
    const one = fieldShape(field, level).describe(describe(field));
    shape[key] = isRequired(field, level) ? one : one.optional();
  }
  return z.strictObject(shape);
}

function fieldShape(field: Field, level: Level): z.ZodType {
  switch (field.kind) {
    case "text":
      return wordsShape(field);
    case "day":
      return dayShape();
    case "flag":
      return z.boolean();
    case "choice":
      return z.enum(Object.keys(field.options));
    case "money":
      return z.int().min(0).max(MAX_FEN).overwrite(withoutSign);
    case "number":
      return numberShape(field);
    case "capacity":
      return z.strictObject({ value: decimalShape(field), unit: z.enum(["kVA", "kW"]) });
    case "part":
      return tableShape(field.fields, level);
    case "list":
      return z.array(tableShape(field.item, level)).min(field.minItems).max(field.maxItems);
  }
}

function wordsShape(field: TextField): z.ZodType {
  const shape = textShape(field);
  return field.pattern === undefined
    ? shape
    : shape.regex(field.pattern.source, { error: field.pattern.words });
}

function dayShape(): z.ZodType {
  return z
    .string()
    .refine((on) => parseDay(on) !== undefined, {
      error: "应为存在的日期，写成 YYYY-MM-DD",
      params: { code: "bad-day" },
    })
    .meta({ format: "date" });
}

function numberShape(field: NumberField): z.ZodType {
  const { steps } = field;
  const shape = decimalShape(field);
  return steps === undefined
    ? shape
    : shape.refine((value) => steps.includes(value), {
        error: `应为 ${steps.join("、")} 之一`,
        params: { code: "not-a-step" },
      });
}

function decimalShape(field: NumberField | CapacityField): z.ZodNumber {
  return z
    .number()
    .min(field.min)
    .max(field.max)
    .refine((value) => Number(value.toFixed(field.decimals)) === value, {
      error: field.decimals === 0 ? "应为整数" : `最多 ${field.decimals} 位小数`,
      params: { code: "too-many-decimals" },
    })
    .overwrite(withoutSign);
}

/** `-0` is a number that compares as 0 and prints as -0. */
function withoutSign(value: number): number {
  return value === 0 ? 0 : value;
}

function describe(field: Field): string {
  const unit = field.kind === "number" && field.unit !== "" ? `，${field.unit}` : "";
  return `${field.label}${field.kind === "money" ? "，分" : unit}`;
}
