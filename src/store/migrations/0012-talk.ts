import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

const TABLE = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

// NULL in rows of before: directed to nobody, agreed to one by one.
const STATEMENTS = [
  `ALTER TABLE acts ADD COLUMN to_userid VARCHAR(64) ${ID} NULL, ADD KEY ix_acts_to (to_userid, kind)`,
  `ALTER TABLE decisions ADD COLUMN batch_id VARCHAR(40) ${ID} NULL`,
  `CREATE TABLE IF NOT EXISTS copies (
    approval_id VARCHAR(40) ${ID} NOT NULL,
    to_userid VARCHAR(64) ${ID} NOT NULL,
    case_id BIGINT NOT NULL,
    source VARCHAR(20) ${ID} NOT NULL,
    by_userid VARCHAR(64) ${ID} NULL,
    made_at DATETIME(3) NOT NULL,
    read_at DATETIME(3) NULL,
    told_at DATETIME(3) NULL,
    PRIMARY KEY (approval_id, to_userid),
    KEY ix_copies_case (case_id),
    KEY ix_copies_mine (to_userid, made_at),
    KEY ix_copies_unread (to_userid, read_at, made_at),
    KEY ix_copies_untold (told_at, made_at)
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS own_phrases (
    userid VARCHAR(64) ${ID} NOT NULL,
    phrase_no INT NOT NULL,
    words VARCHAR(200) NOT NULL,
    uses INT NOT NULL,
    PRIMARY KEY (userid, phrase_no)
  ) ${TABLE}`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
