import { sql } from "kysely";
import { change, read, sqlFor, type Db } from "./db.ts";
import { MAX_NOTE_CHARS } from "./outbox.ts";

/** Every state a row of the outbox can be in. */
export const OUTBOX_STATES = [
  "waiting",
  "sent",
  "superseded",
  "merged",
  "dead",
  "quarantined",
  "dropped",
] as const;

export type OutboxStateName = (typeof OUTBOX_STATES)[number];

/** What nobody sends any more until a person says so: given up, or put aside by a restore. */
const AT_REST: readonly string[] = ["dead", "quarantined"];

/** A row as an operator looks at it. */
export interface ListedRow {
  id: number;
  orderKey: string;
  message: object;
  attempts: number;
  note: string | undefined;
  createdAt: Date;
}

/** The newest rows of a state, newest first, and how many there are in all. */
export async function listOutbox(
  db: Db,
  { state, limit }: { state: OutboxStateName; limit: number },
): Promise<{ rows: ListedRow[]; total: number }> {
  const ofState = sqlFor.selectFrom("outbox").where("state", "=", state);
  const [rows, counted] = await read(
    db,
    ofState
      .select(["id", "order_key", "message", "attempts", "last_error", "created_at"])
      .orderBy("id", "desc")
      .limit(limit),
    ofState.select(({ fn }) => fn.countAll<number>().as("count")),
  );
  const listed = rows.map((row) => ({
    id: row.id,
    orderKey: row.order_key,
    message: row.message,
    attempts: row.attempts,
    note: row.last_error ?? undefined,
    createdAt: row.created_at,
  }));
  return { rows: listed, total: Number(counted[0]?.count ?? 0) };
}

/** Ids of all rows that were given up, oldest first. */
export async function deadIds(db: Db): Promise<number[]> {
  const query = sqlFor.selectFrom("outbox").select("id").where("state", "=", "dead").orderBy("id");
  const [rows] = await read(db, query);
  return rows.map((row) => row.id);
}

/** Why a row is left as it is: its card is overtaken when its task has ended or a later row of it has left. */
export type NotReplayed = "not-found" | "not-at-rest" | "overtaken";

/**
 * Puts a row back to be sent now, with all its tries before it. That an earlier try may have worked stays
 * known, so that a card which did arrive is not taken for a refusal. An older state of a card never comes back.
 */
export async function replayRow(db: Db, id: number, at: Date): Promise<"replayed" | NotReplayed> {
  const wrong = await whyNot(db, id);
  if (wrong !== undefined) return wrong;
  const changed = await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({ state: "waiting", attempts: 0, available_at: at, done_at: null })
      .set({ claim_token: null, claimed_until: null })
      .where("id", "=", id)
      .where("state", "in", AT_REST),
  );
  return changed === 1 ? "replayed" : "not-at-rest";
}

async function whyNot(db: Db, id: number): Promise<NotReplayed | undefined> {
  const [rows, laterOnes] = await read(
    db,
    sqlFor
      .selectFrom("outbox")
      .leftJoin("cards", "cards.id", "outbox.order_key")
      .leftJoin("tasks", "tasks.id", "cards.task_id")
      .select(["outbox.state", "outbox.message", "cards.id as card_id", "tasks.status"])
      .where("outbox.id", "=", id),
    sqlFor
      .selectFrom("outbox as later")
      .innerJoin("outbox as row", "row.order_key", "later.order_key")
      .select("later.id")
      .where("row.id", "=", id)
      .whereRef("later.id", ">", "row.id")
      .where("later.state", "=", "sent")
      .limit(1),
  );
  const row = rows[0];
  if (row === undefined) return "not-found";
  if (!AT_REST.includes(row.state)) return "not-at-rest";
  if (row.card_id === null) return undefined;
  const asksInVain = isNewCard(row.message) && row.status !== "pending";
  return asksInVain || laterOnes.length > 0 ? "overtaken" : undefined;
}

function isNewCard(message: object): boolean {
  return "kind" in message && message.kind === "send-card";
}

/** Ends a row that shall never be sent and keeps who said so and why, before the reason it was given up for. */
export async function dropRow(
  db: Db,
  id: number,
  { reason, by, at }: { reason: string; by: string; at: Date },
): Promise<"dropped" | "not-found" | "not-at-rest"> {
  const note = `${by}: ${reason}`.slice(0, MAX_NOTE_CHARS);
  const changed = await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({
        state: "dropped",
        last_error: sql<string>`left(concat_ws(' | ', ${note}, last_error), ${MAX_NOTE_CHARS})`,
        done_at: at,
      })
      .where("id", "=", id)
      .where("state", "in", AT_REST),
  );
  if (changed === 1) return "dropped";
  const [rows] = await read(db, sqlFor.selectFrom("outbox").select("id").where("id", "=", id));
  return rows.length === 0 ? "not-found" : "not-at-rest";
}
