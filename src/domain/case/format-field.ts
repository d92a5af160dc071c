import type { LeafField } from "./field-table.ts";

/** What stands where a field has no value. */
export const NO_VALUE = "（无）";

/** A value in the reader's words, with its unit. */
export function formatField(field: LeafField, value: unknown): string {
  switch (field.kind) {
    case "money":
      return typeof value === "number" ? formatFen(value) : wordOf(value);
    case "number":
      return withUnit(wordOf(value), field.unit);
    case "capacity":
      return formatCapacity(value);
    case "flag":
      return typeof value === "boolean" ? yesOrNo(value) : NO_VALUE;
    case "choice":
      return field.options[wordOf(value)] ?? wordOf(value);
    case "text":
    case "day":
      return wordOf(value);
  }
}

/** Fen as yuan with two decimals and thousands, e.g. `1,234.50 元`. */
export function formatFen(fen: number): string {
  const [whole = "0", cents = "00"] = (Math.abs(fen) / 100).toFixed(2).split(".");
  const sign = fen < 0 ? "-" : "";
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents} 元`;
}

function formatCapacity(value: unknown): string {
  if (typeof value !== "object" || value === null) return wordOf(value);
  if (!("value" in value) || !("unit" in value)) return NO_VALUE;
  return withUnit(wordOf(value.value), wordOf(value.unit));
}

function yesOrNo(value: boolean): string {
  return value ? "是" : "否";
}

function wordOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : NO_VALUE;
}

function withUnit(text: string, unit: string): string {
  return unit === "" || text === NO_VALUE ? text : `${text} ${unit}`;
}
