import { inTransaction, sqlFor, type Db, type Tx } from "./db.ts";
import { addToOutbox, type OutboxRow } from "./outbox.ts";

/** A row that waits behind a claimed one, or is that one. */
export interface QueuedRow {
  id: number;
  message: object;
  /** Nobody has tried to send it. */
  isUntried: boolean;
}

export interface MergeRequest {
  at: Date;
  /** When the message that stands for them may leave. */
  availableAt: Date;
  /** The rows of the key from the claimed one on → how many of the last of them one message replaces. */
  merge: (queue: readonly QueuedRow[]) => { count: number; message: object } | undefined;
}

/**
 * Replaces the last of the waiting rows of a key by one row that stands for them, in their place in the order.
 * The caller holds the claim of the key's first row, so no other sender can have any of them in its hands;
 * when the claim has run out nothing happens. Returns the ids of the rows that were merged.
 */
export async function mergeTail(
  db: Db,
  claimed: Pick<OutboxRow, "id" | "claimToken" | "orderKey" | "attempts" | "lane">,
  { at, availableAt, merge }: MergeRequest,
): Promise<number[]> {
  return inTransaction(db, async (tx) => {
    const queue = await lockQueue(tx, claimed);
    const found = queue === undefined ? undefined : merge(queue);
    if (queue === undefined || found === undefined) return [];
    const { count, message } = found;
    const merged = queue.slice(queue.length - count);
    const ids = merged.map((row) => row.id);
    const { orderKey, lane } = claimed;
    tx.write(
      sqlFor
        .updateTable("outbox")
        .set({
          state: "merged",
          attempts: 0,
          claim_token: null,
          claimed_until: null,
          last_error: `merged, ${count} in one`,
          done_at: at,
        })
        .where("id", "in", ids),
    );
    // As old as the oldest of them: how long people wait must not look better for it.
    addToOutbox(tx, [{ orderKey, lane, message, availableAt }], merged[0]?.createdAt ?? at);
    return ids;
  });
}

async function lockQueue(
  tx: Tx,
  claimed: Pick<OutboxRow, "id" | "claimToken" | "orderKey" | "attempts">,
): Promise<(QueuedRow & { createdAt: Date })[] | undefined> {
  const [rows] = await tx.read(
    sqlFor
      .selectFrom("outbox")
      .select(["id", "message", "attempts", "maybe_done", "claim_token", "created_at"])
      .where("order_key", "=", claimed.orderKey)
      .where("state", "=", "waiting")
      .orderBy("id")
      .forUpdate(),
  );
  const [first, ...others] = rows;
  const isOurs = first?.id === claimed.id && first.claim_token === claimed.claimToken;
  if (!isOurs || others.some((row) => row.claim_token !== null)) return undefined;
  return rows.map((row) => ({
    id: row.id,
    message: row.message,
    isUntried: (row.id === claimed.id ? claimed.attempts : row.attempts) + row.maybe_done === 0,
    createdAt: row.created_at,
  }));
}
