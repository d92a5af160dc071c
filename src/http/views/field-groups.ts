import type { FieldRow } from "../../domain/case/document-fields.ts";

/** Rows under one heading; `items` are the parts of lists, each with its own small heading. */
export interface FieldGroup {
  title: string;
  rows: readonly FieldRow[];
  items: readonly { title: string; rows: readonly FieldRow[] }[];
}

const SEPARATOR = " · ";

/** Puts the rows of a document under their headings, in the order in which the headings come first. */
export function groupsOf(rows: readonly FieldRow[]): FieldGroup[] {
  const titles = [...new Set(rows.map((row) => row.group))];
  return titles.map((title) =>
    groupOf(
      title,
      rows.filter((row) => row.group === title),
    ),
  );
}

function groupOf(title: string, rows: readonly FieldRow[]): FieldGroup {
  const plain = rows.filter((row) => !isOfItem(row));
  const inItems = rows.filter(isOfItem);
  const itemTitles = [...new Set(inItems.map(itemTitleOf))];
  const items = itemTitles.map((itemTitle) => ({
    title: itemTitle,
    rows: inItems
      .filter((row) => itemTitleOf(row) === itemTitle)
      .map((row) => ({ ...row, label: row.label.slice(itemTitle.length + SEPARATOR.length) })),
  }));
  return { title, rows: plain, items };
}

/** Paths of list items hold a number, e.g. `sources.0.line`. */
function isOfItem(row: FieldRow): boolean {
  return /\.\d+\./.test(row.field);
}

function itemTitleOf(row: FieldRow): string {
  return row.label.split(SEPARATOR)[0] ?? row.label;
}
