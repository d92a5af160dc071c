import { type Kysely, sql } from "kysely";

// Modes with numbers are longer than a word; a new approval after a rejection names the rejected one.
// Each may be run again: the second half of a migration that was cut off finds the first half done.
const STATEMENTS = [
  "ALTER TABLE approval_nodes MODIFY mode VARCHAR(200) NOT NULL",
  `ALTER TABLE approvals ADD COLUMN previous_approval_id
    VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
