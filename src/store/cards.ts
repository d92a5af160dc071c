import { CARD_LIFE_MS } from "../domain/card-life.ts";
import type { CardId, StaffId } from "../domain/ids.ts";
import { inTransaction, read, sqlFor, type Db } from "./db.ts";
import { MAX_NOTE_CHARS, type Claimed } from "./outbox.ts";

/** What is known of a card at the chat server. */
export interface CardDelivery {
  to: StaffId;
  sentAt: Date | undefined;
  /** The update code that came with the send; one use, 72 hours. */
  responseCode: string | undefined;
  codeUsedAt: Date | undefined;
}

export async function cardDelivery(db: Db, id: CardId): Promise<CardDelivery | undefined> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("cards")
      .select(["to_userid", "sent_at", "response_code", "code_used_at"])
      .where("id", "=", id),
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    to: row.to_userid as StaffId,
    sentAt: row.sent_at ?? undefined,
    responseCode: row.response_code ?? undefined,
    codeUsedAt: row.code_used_at ?? undefined,
  };
}

/** Whether an update code that was given out at `since`, by a send or a press, can still be spent. */
export function isCodeAlive(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() < CARD_LIFE_MS;
}

/**
 * Gives up a card in the hands of the one who claimed its row, and asks the clock to look at its case at once.
 * False when the claim had run out; then nothing is noted.
 */
export async function cardGivenUp(
  db: Db,
  row: Claimed,
  { cardId, note, at }: { cardId: CardId; note: string; at: Date },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // The case first, as every change of a case does: two that wait for each other would be a deadlock.
    const ofCard = sqlFor.selectFrom("cards").select("case_id").where("id", "=", cardId);
    const [, rows] = await tx.read(
      sqlFor.selectFrom("cases").select("id").where("id", "=", ofCard).forUpdate(),
      sqlFor
        .selectFrom("outbox")
        .select("id")
        .where("id", "=", row.id)
        .where("claim_token", "=", row.claimToken)
        .forUpdate(),
    );
    if (rows.length === 0) return false;
    tx.write(
      sqlFor
        .updateTable("outbox")
        .set({ state: "dead", last_error: note.slice(0, MAX_NOTE_CHARS), done_at: at })
        .set({ claim_token: null, claimed_until: null })
        .where("id", "=", row.id),
      sqlFor
        .updateTable("cards")
        .set({ undeliverable_at: at })
        .where("id", "=", cardId)
        .where("sent_at", "is", null),
      sqlFor.updateTable("cases").set({ next_attention_at: at }).where("id", "=", ofCard),
    );
    return true;
  });
}
