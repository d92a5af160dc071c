import type { LeafField } from "./field-table.ts";

/** What stands where a field has no value. */
export const NO_VALUE = "（无）";

/** A value in the reader's words, with its unit. */
export function formatField(field: LeafField, value: unknown): string {
  if (value === undefined || value === null) return NO_VALUE;
  switch (field.kind) {
    case "money":
      return typeof value === "number" ? formatFen(value) : String(value);
    case "number":
      return withUnit(String(value), field.unit);
    case "capacity":
      return formatCapacity(value);
    case "flag":
      return value === true ? "是" : "否";
    case "choice":
      return field.options[String(value)] ?? String(value);
    case "text":
    case "day":
      return String(value);
  }
}

/** Fen as yuan with two decimals and thousands, e.g. `1,234.50 元`. */
export function formatFen(fen: number): string {
  const [whole = "0", cents = "00"] = (Math.abs(fen) / 100).toFixed(2).split(".");
  const sign = fen < 0 ? "-" : "";
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents} 元`;
}

function formatCapacity(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (!("value" in value) || !("unit" in value)) return NO_VALUE;
  return withUnit(String(value.value), String(value.unit));
}

function withUnit(text: string, unit: string): string {
  return unit === "" ? text : `${text} ${unit}`;
}
