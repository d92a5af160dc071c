import { type Kysely, sql } from "kysely";

// Identities compare byte by byte, as in 0001.
const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const TABLE = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

const STATEMENTS = [
  `CREATE TABLE anchors (
    anchor_no BIGINT NOT NULL PRIMARY KEY,
    taken_at DATETIME(3) NOT NULL,
    covers_to DATETIME(3) NOT NULL,
    cases BIGINT NOT NULL,
    decisions BIGINT NOT NULL,
    is_posted TINYINT NOT NULL,
    previous_root CHAR(64) ${ID} NOT NULL,
    root CHAR(64) ${ID} NOT NULL
  ) ${TABLE}`,
  `CREATE TABLE anchor_heads (
    anchor_no BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    chain_no INT NOT NULL,
    chain_hash CHAR(64) ${ID} NOT NULL,
    PRIMARY KEY (anchor_no, case_id),
    KEY ix_anchor_heads_case (case_id, chain_no)
  ) ${TABLE}`,
  // An anchor reads only what was decided since the one before.
  "ALTER TABLE decisions ADD KEY ix_decisions_committed (committed_at)",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
