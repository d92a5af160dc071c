import { type Kysely, sql } from "kysely";

// For how long an approval in a node may be undone before others hear of it. NULL in rows of before: not at all.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("ALTER TABLE approval_nodes ADD COLUMN undo_seconds SMALLINT NULL").execute(db);
}
