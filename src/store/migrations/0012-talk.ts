import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

// NULL in rows of before: directed to nobody, agreed to one by one.
const STATEMENTS = [
  `ALTER TABLE acts ADD COLUMN to_userid VARCHAR(64) ${ID} NULL, ADD KEY ix_acts_to (to_userid, kind)`,
  `ALTER TABLE decisions ADD COLUMN batch_id VARCHAR(40) ${ID} NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
