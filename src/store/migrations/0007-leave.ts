import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const TABLE = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

// Who has left, told by WeCom before the list of people says so. Both moments are kept: events come in any order, and
// the later of the two counts.
const STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS departures (
    userid VARCHAR(64) ${ID} NOT NULL PRIMARY KEY,
    left_at DATETIME(3) NULL,
    source VARCHAR(20) ${ID} NULL,
    returned_at DATETIME(3) NULL
  ) ${TABLE}`,
  // 休假代理: inserted, accepted, ended; never edited otherwise.
  `CREATE TABLE IF NOT EXISTS leave_grants (
    id BIGINT NOT NULL PRIMARY KEY,
    principal_userid VARCHAR(64) ${ID} NOT NULL,
    delegate_userid VARCHAR(64) ${ID} NOT NULL,
    from_at DATETIME(3) NOT NULL,
    until_at DATETIME(3) NOT NULL,
    scope JSON NOT NULL,
    mode VARCHAR(20) ${ID} NOT NULL,
    document_ref VARCHAR(60) NOT NULL,
    reason VARCHAR(200) NOT NULL,
    made_by VARCHAR(64) ${ID} NOT NULL,
    made_at DATETIME(3) NOT NULL,
    accepted_at DATETIME(3) NULL,
    ended_at DATETIME(3) NULL,
    ended_by VARCHAR(64) ${ID} NULL,
    KEY ix_grants_principal (principal_userid, until_at),
    KEY ix_grants_delegate (delegate_userid, until_at),
    KEY ix_grants_open (ended_at, until_at)
  ) ${TABLE}`,
];

/** For whom a task is held and a decision was taken. */
const ON_BEHALF = {
  tasks: `ALTER TABLE tasks ADD COLUMN principal_userid VARCHAR(64) ${ID} NULL,
    ADD COLUMN grant_id BIGINT NULL, ADD COLUMN leave_until DATETIME(3) NULL`,
  decisions: `ALTER TABLE decisions ADD COLUMN principal_userid VARCHAR(64) ${ID} NULL,
    ADD COLUMN principal_name VARCHAR(64) NULL, ADD COLUMN grant_id BIGINT NULL`,
};

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  for (const [table, statement] of Object.entries(ON_BEHALF)) {
    if (!(await hasGrantId(db, table))) await sql.raw(statement).execute(db);
  }
}

async function hasGrantId(db: Kysely<unknown>, table: string): Promise<boolean> {
  const { rows } = await sql`SELECT column_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = ${table} AND column_name = 'grant_id'`.execute(
    db,
  );
  return rows.length > 0;
}
