import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const TABLE = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

const STATEMENTS = [
  // Bytes, once for each content; without a hash as long as they are coming in.
  `CREATE TABLE IF NOT EXISTS file_contents (
    id CHAR(24) ${ID} NOT NULL PRIMARY KEY,
    sha256 CHAR(64) ${ID} NULL,
    begun_at DATETIME(3) NOT NULL,
    UNIQUE KEY uq_contents_sha256 (sha256),
    KEY ix_contents_begun (begun_at)
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS file_chunks (
    content_id CHAR(24) ${ID} NOT NULL,
    chunk_no INT NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (content_id, chunk_no)
  ) ${TABLE}`,
  // What somebody has uploaded for a case. What belongs to a version stands in the version.
  `CREATE TABLE IF NOT EXISTS attachments (
    id VARCHAR(24) ${ID} NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    sha256 CHAR(64) ${ID} NOT NULL,
    type VARCHAR(40) ${ID} NOT NULL,
    size_bytes INT NOT NULL,
    name VARCHAR(200) NOT NULL,
    uploaded_by VARCHAR(64) ${ID} NOT NULL,
    channel VARCHAR(80) ${ID} NOT NULL,
    once_key CHAR(64) ${ID} NULL,
    uploaded_at DATETIME(3) NOT NULL,
    attached_at DATETIME(3) NULL,
    UNIQUE KEY uq_attachments_once (once_key),
    KEY ix_attachments_case (case_id, uploaded_by),
    KEY ix_attachments_waiting (attached_at, uploaded_at),
    KEY ix_attachments_sha256 (sha256)
  ) ${TABLE}`,
  // The first time that somebody opened these bytes in this case.
  `CREATE TABLE IF NOT EXISTS readings (
    case_id BIGINT NOT NULL,
    userid VARCHAR(64) ${ID} NOT NULL,
    sha256 CHAR(64) ${ID} NOT NULL,
    opened_at DATETIME(3) NOT NULL,
    PRIMARY KEY (case_id, userid, sha256)
  ) ${TABLE}`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  if (!(await hasAttachments(db))) {
    await sql.raw("ALTER TABLE documents ADD COLUMN attachments JSON NULL").execute(db);
  }
}

async function hasAttachments(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`SELECT column_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'documents'
    AND column_name = 'attachments'`.execute(db);
  return rows.length > 0;
}
