import type { Compilable, CompiledQuery, Insertable, Selectable, Updateable } from "kysely";
import { sqlFor } from "./db.ts";
import type { Tables } from "./tables.ts";

type Table = keyof Tables;

/** Compiled statements by their shape: what is written with every decision would cost more to compile than to send. */
const compiled = new Map<string, CompiledQuery>();

/**
 * Inserts rows that all have the same columns; with `instead`, a row whose key is taken gets these fields.
 * Fields are plain values, never SQL.
 */
export function insertRows<T extends Table>(
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  instead?: Updateable<Tables[T]>,
): Compilable<unknown> {
  const shape = `insert ${table} ${rows.length} ${columnsOf(rows[0])} ${columnsOf(instead)}`;
  const values = [...rows, instead ?? {}].flatMap((row) => Object.values(row));
  return statement(shape, values, () => {
    const insert = sqlFor.insertInto<Table>(table).values([...rows]);
    return instead === undefined ? insert : insert.onDuplicateKeyUpdate(instead);
  });
}

/** Changes fields of the row with this key. Both are plain values, never SQL or null in the key. */
export function updateRow<T extends Table>(
  table: T,
  key: Partial<Selectable<Tables[T]>>,
  fields: Updateable<Tables[T]>,
): Compilable<unknown> {
  const shape = `update ${table} ${columnsOf(key)} ${columnsOf(fields)}`;
  const values = [fields, key].flatMap((part) => Object.values(part));
  return statement(shape, values, () =>
    sqlFor
      .updateTable<Table>(table)
      .set(fields)
      .where((eb) => eb.and(key)),
  );
}

function columnsOf(fields: object | undefined): string {
  return fields === undefined ? "" : Object.keys(fields).join();
}

function statement(
  shape: string,
  parameters: readonly unknown[],
  build: () => Compilable<unknown>,
): Compilable<unknown> {
  const known = compiled.get(shape) ?? build().compile();
  compiled.set(shape, known);
  return { compile: () => ({ ...known, parameters }) };
}
