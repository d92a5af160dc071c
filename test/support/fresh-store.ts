// A migrated database of its own for one test file, with the few statements that tests need.
import { type CompiledQuery, sql } from "kysely";
import { change, closeDb, openDb, sqlFor, type Db } from "../../src/store/db.ts";
import type { Tables } from "../../src/store/tables.ts";
import { migratedDatabase } from "./migrated-database.ts";

export interface FreshStore {
  db: Db;
  mysqlUrl: string;
  /** Empties tables between tests. */
  empty(...tables: (keyof Tables)[]): Promise<void>;
  close(): Promise<void>;
}

export async function freshStore(name: string): Promise<FreshStore> {
  const database = await migratedDatabase(name);
  const db = openDb(database.mysqlUrl);
  return {
    db,
    mysqlUrl: database.mysqlUrl,
    empty: async (...tables) => {
      for (const table of tables) await change(db, sqlFor.deleteFrom(table));
    },
    close: async () => {
      await closeDb(db);
      await database.drop();
    },
  };
}

/** A statement that the typed builder has no words for. */
export function statement<Row>(text: string): { compile(): CompiledQuery<Row> } {
  return { compile: () => sql.raw<Row>(text).compile(sqlFor) };
}

/** A moment that others can wait for; opened once. */
export function createSignal(): { given: Promise<void>; give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
