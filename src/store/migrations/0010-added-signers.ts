import { type Kysely, sql } from "kysely";

// Who was added to the signers of a task or removed, and how they were to be heard. Their seats are in the JSON of the
// node, beside those of the flow.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("ALTER TABLE acts ADD COLUMN signers JSON NULL").execute(db);
}
