import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

// A seat may be asked more than once in a round: it is handed over, or its approval taken back. That at most one of
// its tasks waits is kept by the lock of the case.
const STATEMENTS = [
  `CREATE TABLE acts (
    approval_id VARCHAR(40) ${ID} NOT NULL,
    act_no INT NOT NULL,
    case_id BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    round INT NOT NULL,
    task_id VARCHAR(40) ${ID} NULL,
    by_userid VARCHAR(64) ${ID} NOT NULL,
    name VARCHAR(60) NOT NULL,
    position VARCHAR(60) NOT NULL,
    department VARCHAR(60) NOT NULL,
    words VARCHAR(1000) NOT NULL,
    next_task_id VARCHAR(40) ${ID} NULL,
    until_at DATETIME(3) NULL,
    done_at DATETIME(3) NOT NULL,
    PRIMARY KEY (approval_id, act_no),
    KEY ix_acts_case (case_id)
  ) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  "ALTER TABLE tasks ADD KEY ix_tasks_seat (approval_id, round, node_id, seat_no), DROP KEY uq_tasks_seat",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
