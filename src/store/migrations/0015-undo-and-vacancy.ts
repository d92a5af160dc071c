import { type Kysely, sql } from "kysely";

// For how long an approval in a node may be undone before others hear of it: NULL in rows of before, not at all.
// When the holder of a task had left: NULL where nobody had, or where only the handover is known.
const STATEMENTS = [
  "ALTER TABLE approval_nodes ADD COLUMN undo_seconds SMALLINT NULL",
  "ALTER TABLE tasks ADD COLUMN left_at DATETIME(3) NULL",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
