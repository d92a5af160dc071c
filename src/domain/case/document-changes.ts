import {
  fieldsOf,
  isRecord,
  placeOfItem,
  placeUnder,
  rowsOf,
  summaryOf,
  TOP,
  valueAt,
  type FieldRow,
  type Place,
} from "./document-fields.ts";
import { canonicalJson } from "./document-hash.ts";
import type { FieldChange } from "./document.ts";
import type { AnyList, Field, Fields } from "./field-table.ts";
import { formatField, NO_VALUE } from "./format-field.ts";
import type { DocumentContent } from "./supply-plan.ts";

interface Pair {
  before: unknown;
  after: unknown;
}

/**
 * What a newer version of a document changed, field by field in reading order. Items of lists are
 * compared by their place; an item that came or went is one change. Both must be of one kind.
 */
export function changesBetween(before: DocumentContent, after: DocumentContent): FieldChange[] {
  return changesIn(fieldsOf(after), { before, after }, TOP);
}

/** What two versions have in common: the filled fields of the newer one that no change is about. */
export function rowsKept(after: DocumentContent, changes: readonly FieldChange[]): FieldRow[] {
  const isChanged = ({ field }: FieldRow) =>
    changes.some((change) => field === change.field || field.startsWith(`${change.field}.`));
  return rowsOf(after).filter((row) => !isChanged(row));
}

function changesIn(fields: Fields, pair: Pair, place: Place): FieldChange[] {
  return Object.entries(fields).flatMap(([key, field]) =>
    changesOfField(
      field,
      { before: part(pair.before, key), after: part(pair.after, key) },
      placeUnder(place, key, field),
    ),
  );
}

function changesOfField(field: Field, pair: Pair, place: Place): FieldChange[] {
  if (canonicalJson(pair.before) === canonicalJson(pair.after)) return [];
  if (field.kind === "part") return changesIn(field.fields, pair, place);
  if (field.kind === "list") return changesOfList(field, pair, place);
  const before = formatField(field, pair.before);
  return [{ field: place.path, label: place.label, before, after: formatField(field, pair.after) }];
}

function changesOfList(field: AnyList, pair: Pair, place: Place): FieldChange[] {
  const before = itemsOf(pair.before);
  const after = itemsOf(pair.after);
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
    changesOfItem(field, { before: before[index], after: after[index] }, placeOfItem(place, index)),
  ).flat();
}

function changesOfItem(field: AnyList, pair: Pair, place: Place): FieldChange[] {
  if (isRecord(pair.before) && isRecord(pair.after)) return changesIn(field.item, pair, place);
  const words = (item: unknown) => (isRecord(item) ? summaryOf(field.item, item) : NO_VALUE);
  return [
    { field: place.path, label: place.label, before: words(pair.before), after: words(pair.after) },
  ];
}

function part(holder: unknown, key: string): unknown {
  return isRecord(holder) ? valueAt(holder, key) : undefined;
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
