import { isRecord, valueAt } from "../case/document-fields.ts";

/** What a document holds at a dotted name without numbers of items; of lists the value of every item. */
export function valuesAt(holder: unknown, path: string): unknown[] {
  return path
    .split(".")
    .reduce<unknown[]>((values, key) => values.flatMap((value) => partsOf(value, key)), [holder]);
}

function partsOf(holder: unknown, key: string): unknown[] {
  const part = isRecord(holder) ? valueAt(holder, key) : undefined;
  return Array.isArray(part) ? part : [part];
}
