import type { Field, Fields, LeafField } from "./field-table.ts";
import { formatField } from "./format-field.ts";
import { GRID_INVESTMENT_FIELDS } from "./grid-investment-fields.ts";
import { isSupplyPlan, type DocumentContent } from "./supply-plan.ts";
import { SUPPLY_PLAN_FIELDS } from "./supply-plan-fields.ts";

/** One filled field of a document as a page shows it. */
export interface FieldRow {
  /** Dotted path, e.g. `sources.0.line`. */
  field: string;
  group: string;
  /** Includes the item of a list: 电源 1 · 供电线路. */
  label: string;
  text: string;
}

/** Where a walk over a document stands. */
export interface Place {
  path: string;
  label: string;
  group: string;
}

/** Where every walk begins. */
export const TOP: Place = { path: "", label: "", group: "" };

/** The field table that describes a document. */
export function fieldsOf(content: DocumentContent): Fields {
  return isSupplyPlan(content) ? SUPPLY_PLAN_FIELDS : GRID_INVESTMENT_FIELDS;
}

/** Every filled field in reading order, in words with units; the groups follow one another. */
export function rowsOf(content: DocumentContent): FieldRow[] {
  return rowsIn(fieldsOf(content), content, TOP);
}

/** Rows of a part or list item alone, for a summary in one line. */
export function summaryOf(fields: Fields, holder: object): string {
  return rowsIn(fields, holder, TOP)
    .map((row) => row.text)
    .join("，");
}

/** Label of a dotted path, or the path itself where the table has no such field. */
export function labelOfPath(fields: Fields, path: string): string {
  const labels: string[] = [];
  let table: Fields | undefined = fields;
  for (const key of path.split(".")) {
    if (/^\d+$/.test(key)) {
      labels.push(`${labels.pop() ?? ""} ${Number(key) + 1}`);
      continue;
    }
    const field: Field | undefined =
      table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
    if (field === undefined) return labels.length === 0 ? path : [...labels, key].join(" · ");
    labels.push(field.label);
    if (field.kind === "capacity") return labelInCapacity(labels, path);
    table = tableUnder(field);
  }
  return labels.join(" · ");
}

/** Own property of a plain object, never one of its prototype. */
export function valueAt(holder: object, key: string): unknown {
  return Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
}

/** Where a property of a place stands. */
export function placeUnder(place: Place, key: string, field: Field): Place {
  return {
    path: place.path === "" ? key : `${place.path}.${key}`,
    label: place.label === "" ? field.label : `${place.label} · ${field.label}`,
    group: field.group ?? place.group,
  };
}

/** Where an item of a list stands; people count from one. */
export function placeOfItem(place: Place, index: number): Place {
  return { ...place, path: `${place.path}.${index}`, label: `${place.label} ${index + 1}` };
}

export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function rowsIn(fields: Fields, holder: object, place: Place): FieldRow[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const value = valueAt(holder, key);
    return value === undefined ? [] : rowsOfField(field, value, placeUnder(place, key, field));
  });
}

function rowsOfField(field: Field, value: unknown, place: Place): FieldRow[] {
  if (field.kind === "part") return isRecord(value) ? rowsIn(field.fields, value, place) : [];
  if (field.kind !== "list") return [rowOf(field, value, place)];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) =>
    isRecord(item) ? rowsIn(field.item, item, placeOfItem(place, index)) : [],
  );
}

function rowOf(field: LeafField, value: unknown, place: Place): FieldRow {
  return {
    field: place.path,
    group: place.group,
    label: place.label,
    text: formatField(field, value),
  };
}

const CAPACITY_PARTS: Readonly<Record<string, string>> = { value: "数值", unit: "单位" };

/** A capacity has no table of its own, and its parts are named in English on the wire only. */
function labelInCapacity(labels: readonly string[], path: string): string {
  const key = path.slice(path.lastIndexOf(".") + 1);
  const part = Object.hasOwn(CAPACITY_PARTS, key) ? [CAPACITY_PARTS[key]] : [];
  return [...labels, ...part].join(" · ");
}

/** The table of what a field holds; undefined for a leaf. */
export function tableUnder(field: Field): Fields | undefined {
  if (field.kind === "part") return field.fields;
  return field.kind === "list" ? field.item : undefined;
}
