import type { ApprovalKind } from "../approval-kind.ts";
import { labelOfPath, tableUnder } from "./document-fields.ts";
import type { FieldChange } from "./document.ts";
import type { Field, Fields } from "./field-table.ts";
import { GRID_INVESTMENT_FIELDS } from "./grid-investment-fields.ts";
import { SUPPLY_PLAN_FIELDS } from "./supply-plan-fields.ts";
import {
  ATTACHMENTS_FIELD,
  ATTACHMENTS_LABEL,
  versionChanges,
  type VersionContent,
} from "./version-changes.ts";

/**
 * What a node answers for in a document: fields by their dotted names without numbers of items (`sources.line`), parts
 * and lists as a whole (`meterPoints`), or whole groups by their heading (计量); `attachments` are the files that go with
 * it. Undefined: all of it.
 */
export type ReviewFields = readonly string[] | undefined;

const TABLES: Readonly<Record<ApprovalKind, Fields>> = {
  supply_plan: SUPPLY_PLAN_FIELDS,
  grid_investment: GRID_INVESTMENT_FIELDS,
};

/** Names that neither a field nor a group of documents of this kind has. */
export function unknownReviewFields(kind: ApprovalKind, names: readonly string[]): string[] {
  const groups = Object.values<Field>(TABLES[kind]).map(({ group }) => group);
  const known = new Set([
    ...pathsIn(TABLES[kind], ""),
    ...groups,
    ATTACHMENTS_FIELD,
    ATTACHMENTS_LABEL,
  ]);
  return names.filter((name) => !known.has(name));
}

/** What is reviewed, in the words of the document; a group is named by itself. */
export function reviewLabels(kind: ApprovalKind, names: readonly string[]): string[] {
  return names.map((name) =>
    name === ATTACHMENTS_FIELD ? ATTACHMENTS_LABEL : labelOfPath(TABLES[kind], name),
  );
}

/** Tells whether a place in a document, e.g. `sources.0.line`, belongs to what is reviewed, wholly or in part. */
export function isReviewed(field: string, kind: ApprovalKind, reviewed: ReviewFields): boolean {
  if (reviewed === undefined) return true;
  const path = field
    .split(".")
    .filter((key) => !/^\d+$/.test(key))
    .join(".");
  const [top = path] = path.split(".");
  const group = top === ATTACHMENTS_FIELD ? ATTACHMENTS_LABEL : TABLES[kind][top]?.group;
  return reviewed.some((name) => name === group || isWithin(path, name) || isWithin(name, path));
}

/**
 * Tells whether a version leaves alone what was reviewed in another. Compared by the field table, so neither the order
 * of keys nor the way a value was written counts; both versions must be of one kind.
 */
export function isUntouched(
  versions: { kind: ApprovalKind; before: VersionContent; after: VersionContent },
  reviewed: ReviewFields,
): boolean {
  const { kind, before, after } = versions;
  return !versionChanges(before, after).some(({ field }) => isReviewed(field, kind, reviewed));
}

/** Changes with those first that somebody answers for. */
export function reviewedFirst(
  changes: readonly FieldChange[],
  kind: ApprovalKind,
  reviewed: ReviewFields,
): { own: FieldChange[]; others: FieldChange[] } {
  const isOwn = ({ field }: FieldChange) => isReviewed(field, kind, reviewed);
  return { own: changes.filter(isOwn), others: changes.filter((change) => !isOwn(change)) };
}

function isWithin(path: string, holder: string): boolean {
  return path === holder || path.startsWith(`${holder}.`);
}

function pathsIn(fields: Fields, under: string): string[] {
  return Object.entries(fields).flatMap(([key, field]) => [
    `${under}${key}`,
    ...pathsIn(tableUnder(field) ?? {}, `${under}${key}.`),
  ]);
}
