import { type Kysely, sql } from "kysely";

// What somebody has signed or submitted is listed newest first; over years that is too much to sort at every look.
// Many tasks are due at the same closing time: those of older cases come first. The index of before is a part of that one.
const STATEMENTS = [
  "ALTER TABLE tasks ADD KEY ix_tasks_waiting (holder, status, due_at, case_id), DROP KEY ix_tasks_holder",
  "ALTER TABLE tasks ADD KEY ix_tasks_closed (holder, status, closed_at)",
  "ALTER TABLE approvals ADD KEY ix_approvals_mine (submitted_by, started_at)",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
