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
];

/** A seat may be handed over: then it has several tasks in one round. Where the key is gone already, it may stay so. */
const MANY_TASKS_A_SEAT =
  "ALTER TABLE tasks ADD KEY ix_tasks_seat (approval_id, round, node_id, seat_no), DROP KEY uq_tasks_seat";

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  if (await hasKey(db, "uq_tasks_seat")) await sql.raw(MANY_TASKS_A_SEAT).execute(db);
}

async function hasKey(db: Kysely<unknown>, name: string): Promise<boolean> {
  const { rows } = await sql`SELECT index_name FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name = 'tasks' AND index_name = ${name}`.execute(db);
  return rows.length > 0;
}
