import { type Kysely, sql } from "kysely";

// An approval that decides whether another, approved one is revoked names that one: NULL in all others.
const STATEMENTS = [
  `ALTER TABLE approvals ADD COLUMN revokes_approval_id
    VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
