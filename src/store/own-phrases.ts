import type { StaffId } from "../domain/ids.ts";
import type { OwnPhrase } from "../domain/own-phrases.ts";
import { change, sqlFor, type Db, type Tx } from "./db.ts";

/** Somebody's phrases, those that they use most first. */
export async function phrasesOf(tx: Pick<Tx, "read">, staff: StaffId): Promise<OwnPhrase[]> {
  const [rows] = await tx.read(
    sqlFor
      .selectFrom("own_phrases")
      .select(["phrase_no", "words"])
      .where("userid", "=", staff)
      .orderBy("uses", "desc")
      .orderBy("phrase_no"),
  );
  return rows.map((row) => ({ no: row.phrase_no, words: row.words }));
}

/** Two that are added at once want the same number; the second is tried again and sees the first. */
export function insertPhrase(tx: Tx, staff: StaffId, { no, words }: OwnPhrase): void {
  tx.write(
    sqlFor.insertInto("own_phrases").values({ userid: staff, phrase_no: no, words, uses: 0 }),
  );
}

export async function deletePhrase(db: Db, staff: StaffId, no: number): Promise<void> {
  await change(
    db,
    sqlFor.deleteFrom("own_phrases").where("userid", "=", staff).where("phrase_no", "=", no),
  );
}

/** Counts that a phrase was used, which moves it up. */
export async function countUse(db: Db, staff: StaffId, words: string): Promise<void> {
  await change(
    db,
    sqlFor
      .updateTable("own_phrases")
      .set((eb) => ({ uses: eb("uses", "+", 1) }))
      .where("userid", "=", staff)
      .where("words", "=", words),
  );
}
