import type { Capacity, SupplyPlan } from "./supply-plan.ts";

/** Which plans have a field, and whether they must. Investments use `both` and `optional` only. */
export type Need = "both" | "optional" | "hv" | "hv-optional" | "lv" | "lv-optional";
export type Level = SupplyPlan["level"];

interface FieldBase {
  label: string;
  need: Need;
  /** Heading that a page shows the field under; inside lists and parts there is none. */
  group?: string;
}

export interface TextField extends FieldBase {
  kind: "text";
  maxChars: number;
  /** Line breaks are allowed. */
  multiline?: boolean;
  /** What the text must look like, with the words for one that does not. */
  pattern?: { source: RegExp; words: string };
}
/** A day, `YYYY-MM-DD`. */
export interface DayField extends FieldBase {
  kind: "day";
}
export interface FlagField extends FieldBase {
  kind: "flag";
}
export interface ChoiceField<T extends string = string> extends FieldBase {
  kind: "choice";
  /** Value → Chinese word. */
  options: Readonly<Record<T, string>>;
}
export interface NumberField extends FieldBase {
  kind: "number";
  unit: string;
  min: number;
  max: number;
  decimals: number;
  /** The only values there are, when the scale has steps. */
  steps?: readonly number[];
}
/** A value with its unit, kVA or kW; shown and compared as one. */
export interface CapacityField extends FieldBase {
  kind: "capacity";
  min: number;
  max: number;
  decimals: number;
}
/** Whole fen. */
export interface MoneyField extends FieldBase {
  kind: "money";
}
export interface PartField<T = unknown> extends FieldBase {
  kind: "part";
  fields: FieldTable<T>;
}
export interface ListField<T = unknown> extends FieldBase {
  kind: "list";
  minItems: number;
  maxItems: number;
  item: FieldTable<T>;
}

/** The description that fits a property of type T; makes a table with a wrong kind a compile error. */
type FieldOf<T> = [T] extends [readonly (infer Item)[]]
  ? ListField<Item>
  : [T] extends [boolean]
    ? FlagField
    : [T] extends [number]
      ? NumberField | MoneyField
      : [T] extends [string]
        ? string extends T
          ? TextField | DayField
          : ChoiceField<T>
        : [T] extends [Capacity]
          ? CapacityField
          : PartField<T>;

/** One row a property, in reading order; a missing or surplus row is a compile error. */
export type FieldTable<T> = { readonly [K in keyof T]-?: FieldOf<Exclude<T[K], undefined>> };

export type LeafField =
  | TextField
  | DayField
  | FlagField
  | ChoiceField
  | NumberField
  | CapacityField
  | MoneyField;
/** A field and a table whose property type is not known any more, for code that walks over all of them. */
export type Field = LeafField | AnyPart | AnyList;
export type Fields = Readonly<Record<string, Field>>;
export interface AnyPart extends FieldBase {
  kind: "part";
  fields: Fields;
}
export interface AnyList extends FieldBase {
  kind: "list";
  minItems: number;
  maxItems: number;
  item: Fields;
}

/** Tells whether plans of a level have the field at all. */
export function hasField(field: Field, level: Level): boolean {
  return !field.need.startsWith(level === "hv" ? "lv" : "hv");
}

/** Tells whether a plan of a level must fill the field in. */
export function isRequired(field: Field, level: Level): boolean {
  return field.need === "both" || field.need === level;
}
