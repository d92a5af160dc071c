import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const TABLE = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

// Which rule has decided in place of people, what people say of its samples, and whether it has suspended itself.
// The columns are NULL in rows of before: everything was signed by somebody.
const STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS rule_states (
    rule_id VARCHAR(63) ${ID} NOT NULL PRIMARY KEY,
    suspended_at DATETIME(3) NULL,
    disagreed INT NOT NULL DEFAULT 0,
    sampled INT NOT NULL DEFAULT 0,
    resumed_at DATETIME(3) NULL,
    resumed_by VARCHAR(64) ${ID} NULL,
    resume_reason VARCHAR(500) NULL
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS rule_samples (
    rule_id VARCHAR(63) ${ID} NOT NULL,
    approval_id VARCHAR(40) ${ID} NOT NULL,
    case_id BIGINT NOT NULL,
    rule_version INT NOT NULL,
    agreed TINYINT NOT NULL,
    judged_at DATETIME(3) NOT NULL,
    PRIMARY KEY (rule_id, approval_id),
    KEY ix_rule_samples_judged (rule_id, judged_at)
  ) ${TABLE}`,
];

const COLUMNS: readonly [table: string, column: string][] = [
  ["decisions", "by_rule"],
  ["approval_nodes", "sample_of"],
  ["approval_nodes", "on_timeout"],
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  for (const [table, column] of COLUMNS) {
    if (await hasColumn(db, table, column)) continue;
    await sql.raw(`ALTER TABLE ${table} ADD COLUMN ${column} JSON NULL`).execute(db);
  }
}

async function hasColumn(db: Kysely<unknown>, table: string, column: string): Promise<boolean> {
  const { rows } = await sql`SELECT column_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = ${table} AND column_name = ${column}`.execute(
    db,
  );
  return rows.length > 0;
}
