import type { CardId } from "../domain/ids.ts";
import { change, read, sqlFor, type Db } from "./db.ts";

/** What is known of a card at the chat server. */
export interface CardDelivery {
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
      .select(["sent_at", "response_code", "code_used_at"])
      .where("id", "=", id),
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    sentAt: row.sent_at ?? undefined,
    responseCode: row.response_code ?? undefined,
    codeUsedAt: row.code_used_at ?? undefined,
  };
}

/** Notes that a card was delivered; without a code it can only be corrected after a press. */
export async function cardSent(
  db: Db,
  id: CardId,
  { responseCode, at }: { responseCode: string | undefined; at: Date },
): Promise<void> {
  await change(
    db,
    sqlFor
      .updateTable("cards")
      .set({ sent_at: at, response_code: responseCode ?? null })
      .where("id", "=", id),
  );
}

export async function cardCodeUsed(db: Db, id: CardId, at: Date): Promise<void> {
  await change(db, sqlFor.updateTable("cards").set({ code_used_at: at }).where("id", "=", id));
}
