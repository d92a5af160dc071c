import { type Kysely, sql } from "kysely";

// Whose submissions are listed newest first. The index of before, by status, serves nothing that ix_approvals_mine does not,
// and MySQL chose it for that list, sorting at every look.
const STATEMENT = "ALTER TABLE approvals DROP KEY ix_approvals_submitter";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENT).execute(db);
}
