import { Kysely, Migrator, MysqlDialect } from "kysely";
import { createPool } from "mysql2";
import { AppError } from "../lib/errors.ts";
import * as init from "./migrations/0001-init.ts";
import * as modes from "./migrations/0002-modes.ts";
import * as rules from "./migrations/0011-rules.ts";
import * as leave from "./migrations/0007-leave.ts";
import * as workLists from "./migrations/0003-work-lists.ts";
import * as anchors from "./migrations/0004-anchors.ts";
import * as acts from "./migrations/0005-acts.ts";
import * as carryOver from "./migrations/0006-carry-over.ts";
import * as attachments from "./migrations/0013-attachments.ts";
import * as administrators from "./migrations/0014-administrators.ts";
import * as oneSubmitterIndex from "./migrations/0008-one-submitter-index.ts";
import * as returns from "./migrations/0009-returns.ts";
import * as addedSigners from "./migrations/0010-added-signers.ts";
import * as talk from "./migrations/0012-talk.ts";
import * as undoAndVacancy from "./migrations/0015-undo-and-vacancy.ts";
import * as revocations from "./migrations/0016-revocations.ts";

/** In order of their names; a published one is never edited. */
const MIGRATIONS = {
  "0001-init": init,
  "0002-modes": modes,
  "0003-work-lists": workLists,
  "0004-anchors": anchors,
  "0005-acts": acts,
  "0006-carry-over": carryOver,
  "0007-leave": leave,
  "0008-one-submitter-index": oneSubmitterIndex,
  "0009-returns": returns,
  "0010-added-signers": addedSigners,
  "0011-rules": rules,
  "0012-talk": talk,
  "0013-attachments": attachments,
  "0014-administrators": administrators,
  "0015-undo-and-vacancy": undoAndVacancy,
  "0016-revocations": revocations,
};

export class MigrationFailed extends AppError {
  constructor(cause: unknown) {
    super("migration-failed", "the database schema could not be brought up to date", { cause });
  }
}

/**
 * Brings the schema up to date. Several processes may call it at once: a database lock lets one work.
 * A schema that a newer release has made serves this one too, and is left as it is.
 */
export function migrate(mysqlUrl: string): Promise<string[]> {
  return withMigrator(mysqlUrl, async (migrator) => {
    if ((await pendingOf(migrator)).length === 0) return [];
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw new MigrationFailed(error);
    return (results ?? []).map((result) => result.migrationName);
  });
}

/** Migrations that the database has not seen; looks only. */
export function pendingMigrations(mysqlUrl: string): Promise<string[]> {
  return withMigrator(mysqlUrl, pendingOf);
}

async function pendingOf(migrator: Migrator): Promise<string[]> {
  const known = await migrator.getMigrations();
  return known.filter((one) => one.executedAt === undefined).map(({ name }) => name);
}

async function withMigrator<T>(
  mysqlUrl: string,
  use: (migrator: Migrator) => Promise<T>,
): Promise<T> {
  const db = new Kysely<unknown>({
    dialect: new MysqlDialect({ pool: createPool({ uri: mysqlUrl, connectionLimit: 2 }) }),
  });
  try {
    return await use(new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } }));
  } finally {
    await db.destroy();
  }
}
