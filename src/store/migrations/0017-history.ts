import { type Kysely, sql } from "kysely";

const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const PLACE = `ADD COLUMN entry_no INT NULL, ADD COLUMN entry_hash CHAR(64) ${ID} NULL`;

/**
 * The place of a row in the history of its case, and where that ends. NULL in rows of before, which have none, and in
 * cases in which nothing has happened since.
 */
const COLUMNS = {
  cases: `ADD COLUMN history_no INT NULL, ADD COLUMN history_hash CHAR(64) ${ID} NULL`,
  documents: PLACE,
  tasks: PLACE,
  decisions: PLACE,
  acts: `ADD COLUMN personal_salt CHAR(32) ${ID} NULL, ADD COLUMN personal_hash CHAR(64) ${ID} NULL, ${PLACE}`,
};

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, columns] of Object.entries(COLUMNS)) {
    if (!(await hasPlaces(db, table))) {
      await sql.raw(`ALTER TABLE ${table} ${columns}`).execute(db);
    }
  }
}

/** A migration that was cut off is run again. */
async function hasPlaces(db: Kysely<unknown>, table: string): Promise<boolean> {
  const { rows } = await sql`SELECT column_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = ${table}
    AND column_name IN ('history_hash', 'entry_hash')`.execute(db);
  return rows.length > 0;
}
