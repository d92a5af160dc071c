import { type Kysely, sql } from "kysely";

// A signature may stand for a later round, and a node answers for some fields only.
// The columns are NULL in rows of before: nothing kept, everything reviewed.
const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const STATEMENTS = [
  "ALTER TABLE approvals ADD COLUMN flow_since_version INT NULL",
  "ALTER TABLE approval_nodes ADD COLUMN review_fields JSON NULL",
  `ALTER TABLE tasks ADD COLUMN kept_from VARCHAR(40) ${ID} NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
