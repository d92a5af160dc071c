import type { StaffId } from "../domain/ids.ts";
import { newPhrase, type OwnPhrase } from "../domain/own-phrases.ts";
import type { Refusal } from "../domain/outcome.ts";
import { inTransaction, read } from "../store/db.ts";
import { deletePhrase, insertPhrase, phrasesOf } from "../store/own-phrases.ts";
import type { Deps } from "./deps.ts";

export function listPhrases({ db }: Deps, staff: StaffId): Promise<OwnPhrase[]> {
  return phrasesOf({ read: (...asked) => read(db, ...asked) }, staff);
}

/** Adds a phrase, or tells why not. */
export function addPhrase(
  { db }: Deps,
  { by, words }: { by: StaffId; words: string },
): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const made = newPhrase(await phrasesOf(tx, by), words);
    if (!made.ok) return made.refusal;
    insertPhrase(tx, by, made.next);
    return undefined;
  });
}

/** Takes a phrase away; a second time nothing happens. */
export function removePhrase({ db }: Deps, { by, no }: { by: StaffId; no: number }): Promise<void> {
  return deletePhrase(db, by, no);
}
