import { type UpdateObject, sql } from "kysely";
import type { CardId } from "../domain/ids.ts";
import { inTransaction, sqlFor, type Db } from "./db.ts";
import { MAX_NOTE_CHARS, type Claimed } from "./outbox.ts";
import { updateRow } from "./row-statements.ts";
import type { Tables } from "./tables.ts";

/** How the try of a claimed row ended. */
export type Ending =
  | { kind: "done"; state: "sent" | "dead" | "superseded" | "dropped"; note: string | undefined }
  /** Tried again at `at`; `maybeDone`: this try may have reached the chat server. */
  | { kind: "again"; at: Date; note: string; maybeDone: boolean }
  /** Given back until `at` as if nobody had claimed it: a budget is spent, the process stops. */
  | { kind: "untried"; at: Date }
  /** Another message stands in its place in the order, not tried yet. */
  | { kind: "instead"; message: object; note: string };

/** What a try has brought for a card. Without a code, a sent card can only be corrected after a press. */
export type CardNote =
  | { kind: "sent"; cardId: CardId; responseCode: string | undefined }
  | { kind: "code-used"; cardId: CardId };

export interface Settlement {
  row: Claimed;
  ending: Ending;
  card?: CardNote | undefined;
}

/**
 * Ends tries: what they brought for cards and the rows themselves in one transaction and one round trip.
 * A row whose claim has run out is in other hands and stays as it is.
 */
export async function settleAll(
  db: Db,
  settlements: readonly Settlement[],
  at: Date,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const { card } of settlements) if (card !== undefined) tx.write(noteOn(card, at));
    for (const group of alike(settlements)) tx.write(givingBack(group, at));
  });
}

function noteOn(card: CardNote, at: Date) {
  const fields =
    card.kind === "sent"
      ? { sent_at: at, response_code: card.responseCode ?? null, undeliverable_at: null }
      : { code_used_at: at };
  return updateRow("cards", { id: card.cardId }, fields);
}

interface Alike {
  claimToken: string;
  ending: Ending;
  ids: number[];
}

/** Rows of one claim that ended in the same way: one statement does for all of them. */
function alike(settlements: readonly Settlement[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const { row, ending } of settlements) {
    const { claimToken } = row;
    const key = JSON.stringify([claimToken, ending]);
    const group = groups.get(key) ?? { claimToken, ending, ids: [] };
    group.ids.push(row.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function givingBack({ claimToken, ending, ids }: Alike, at: Date) {
  return sqlFor
    .updateTable("outbox")
    .set({ ...fieldsOf(ending, at), claim_token: null, claimed_until: null })
    .where("id", "in", ids)
    .where("claim_token", "=", claimToken);
}

function fieldsOf(ending: Ending, at: Date): UpdateObject<Tables, "outbox"> {
  switch (ending.kind) {
    case "done":
      return { state: ending.state, last_error: cut(ending.note), done_at: at };
    case "again": {
      const { note, maybeDone, at: availableAt } = ending;
      const doubt = maybeDone ? { maybe_done: 1 } : {};
      return { last_error: cut(note), available_at: availableAt, ...doubt };
    }
    case "untried":
      return { available_at: ending.at, attempts: sql<number>`attempts - 1` };
    case "instead": {
      const message = JSON.stringify(ending.message);
      return { message, last_error: cut(ending.note), attempts: 0, maybe_done: 0 };
    }
  }
}

function cut(note: string | undefined): string | null {
  return note?.slice(0, MAX_NOTE_CHARS) ?? null;
}
