import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

/** 越权处理: for whom an administrator decided and who confirmed it; what was chosen with an act. */
const COLUMNS = {
  decisions: `ALTER TABLE decisions ADD COLUMN owner_userid VARCHAR(64) ${ID} NULL,
    ADD COLUMN owner_name VARCHAR(64) NULL, ADD COLUMN confirmed_by VARCHAR(64) ${ID} NULL,
    ADD COLUMN confirmed_name VARCHAR(64) NULL`,
  acts: `ALTER TABLE acts ADD COLUMN choice VARCHAR(64) ${ID} NULL`,
};

const LAST_COLUMN = { decisions: "confirmed_name", acts: "choice" };

/** Dry runs of changes of a flow's version, who confirmed them, and what approvals were before. */
const FLOW_MIGRATIONS = `CREATE TABLE IF NOT EXISTS flow_migrations (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  flow_id VARCHAR(64) ${ID} NOT NULL,
  from_version INT NOT NULL,
  to_version INT NOT NULL,
  plan JSON NOT NULL,
  codes JSON NOT NULL,
  planned_by VARCHAR(64) ${ID} NOT NULL,
  planned_at DATETIME(3) NOT NULL,
  confirmed_by VARCHAR(64) ${ID} NULL,
  confirmed_at DATETIME(3) NULL,
  rollback_state JSON NULL,
  KEY ix_migrations_flow (flow_id, from_version, to_version)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(FLOW_MIGRATIONS).execute(db);
  for (const table of ["decisions", "acts"] as const) {
    const isThere = await hasColumn(db, table, LAST_COLUMN[table]);
    if (!isThere) await sql.raw(COLUMNS[table]).execute(db);
  }
}

/** A migration that was cut off is run again. */
async function hasColumn(db: Kysely<unknown>, table: string, column: string): Promise<boolean> {
  const { rows } = await sql`SELECT column_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = ${table} AND column_name = ${column}`.execute(
    db,
  );
  return rows.length > 0;
}
