import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { CardId } from "../domain/ids.ts";
import { sqlFor, type Tx } from "./db.ts";
import { isUntouched } from "./outbox.ts";
import type { Tables } from "./tables.ts";

/**
 * A press proves that its card has arrived, whatever became of the answer to its send: what is to be shown on it need not
 * wait for that any more. The update code that came with the send stays unknown.
 */
export function noteDelivered(tx: Tx, cardId: CardId, at: Date): void {
  tx.write(
    sqlFor
      .updateTable("cards")
      .set({ sent_at: at, undeliverable_at: null })
      .where("id", "=", cardId)
      .where("sent_at", "is", null),
    sqlFor
      .updateTable("outbox")
      .set({ state: "sent", last_error: "its card was pressed", done_at: at })
      .set({ claim_token: null, claimed_until: null })
      .where("order_key", "=", cardId)
      .where("state", "in", ["waiting", "dead"])
      .where("attempts", ">", 0)
      .where((eb) => isOfKind(eb, "send-card")),
  );
}

/**
 * What the answer to a press shows on its card is newer than what still waits to be shown there. What becomes a text where
 * the card cannot be changed any more goes all the same: it is the only word of what happened.
 */
export function supersedeUpdates(tx: Tx, cardId: CardId, at: Date): void {
  tx.write(
    sqlFor
      .updateTable("outbox")
      .set({ state: "superseded", done_at: at })
      .where("order_key", "=", cardId)
      .where("state", "=", "waiting")
      .where((eb) => eb.and([isUntouched(eb), isOfKind(eb, "update-card")]))
      .where(sql<string>`JSON_EXTRACT(message, '$.otherwise')`, "is", null),
  );
}

function isOfKind(eb: ExpressionBuilder<Tables, "outbox">, kind: string): Expression<SqlBool> {
  return eb(sql<string>`JSON_UNQUOTE(JSON_EXTRACT(message, '$.kind'))`, "=", kind);
}
