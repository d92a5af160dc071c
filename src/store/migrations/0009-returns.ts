import { type Kysely, sql } from "kysely";

// A return may go to a node that has passed. The columns are NULL in rows of before: nothing was gone back over, and
// every return went to the submitter.
const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const STATEMENTS = [
  `ALTER TABLE approval_nodes ADD COLUMN recalled_by VARCHAR(40) ${ID} NULL,
    ADD COLUMN recall_keeps TINYINT NULL`,
  `ALTER TABLE decisions ADD COLUMN return_to VARCHAR(40) ${ID} NULL,
    ADD COLUMN resume VARCHAR(20) ${ID} NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
