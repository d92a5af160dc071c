import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { change, read, sqlFor, type Db, type Tx } from "./db.ts";

export type Lane = "decision" | "normal";

/** Urgent rows first: what a presser is waiting for goes before reminders. */
const LANE_NO: Record<Lane, number> = { decision: 0, normal: 1 };

export interface NewRow {
  /** Rows of one key leave in the order in which they were written. */
  orderKey: string;
  lane: Lane;
  message: object;
  availableAt: Date;
}

export interface OutboxRow {
  id: number;
  orderKey: string;
  lane: Lane;
  message: object;
  /** Tries that were begun before this one. */
  attempts: number;
  createdAt: Date;
}

/** Queues messages in the deciding transaction. */
export function addToOutbox(tx: Tx, rows: readonly NewRow[], createdAt: Date): void {
  if (rows.length === 0) return;
  tx.write(
    sqlFor.insertInto("outbox").values(
      rows.map((row) => ({
        order_key: row.orderKey,
        lane: LANE_NO[row.lane],
        message: JSON.stringify(row.message),
        state: "waiting",
        attempts: 0,
        available_at: row.availableAt,
        created_at: createdAt,
      })),
    ),
  );
}

/** Takes back what has not left yet for these keys: a card nobody has seen need not be sent to be closed. */
export function supersede(tx: Tx, orderKeys: readonly string[], at: Date): void {
  if (orderKeys.length === 0) return;
  tx.write(
    sqlFor
      .updateTable("outbox")
      .set({ state: "superseded", done_at: at })
      .where("order_key", "in", [...orderKeys])
      .where("state", "=", "waiting")
      .where("claim_token", "is", null)
      .where("attempts", "=", 0),
  );
}

/**
 * Claims up to `limit` rows that are due, for `leaseMs`. Candidates are read without locks and stamped
 * in one conditional update, so that parallel senders neither wait for nor starve each other.
 */
export async function claim(
  db: Db,
  { now, limit, leaseMs }: { now: Date; limit: number; leaseMs: number },
): Promise<OutboxRow[]> {
  await freeExpired(db, now);
  const ids = await candidates(db, now, limit);
  if (ids.length === 0) return [];
  const token = randomUUID();
  await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({
        claim_token: token,
        claimed_until: new Date(now.getTime() + leaseMs),
        attempts: sql`attempts + 1`,
      })
      .where("id", "in", ids)
      .where("state", "=", "waiting")
      .where("claim_token", "is", null),
  );
  return claimedRows(db, token);
}

/** A sender that died leaves its lease behind; when it has run out the rows are free again. */
async function freeExpired(db: Db, now: Date): Promise<void> {
  await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({ claim_token: null, claimed_until: null })
      .where("state", "=", "waiting")
      .where("claim_token", "is not", null)
      .where("claimed_until", "<=", now),
  );
}

async function candidates(db: Db, now: Date, limit: number): Promise<number[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("outbox as row")
      .select("row.id")
      .where("row.state", "=", "waiting")
      .where("row.claim_token", "is", null)
      .where("row.available_at", "<=", now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("outbox as earlier")
              .select("earlier.id")
              .whereRef("earlier.order_key", "=", "row.order_key")
              .where("earlier.state", "=", "waiting")
              .whereRef("earlier.id", "<", "row.id"),
          ),
        ),
      )
      .orderBy("row.lane")
      .orderBy("row.available_at")
      .orderBy("row.id")
      .limit(limit),
  );
  return rows.map((row) => row.id);
}

async function claimedRows(db: Db, token: string): Promise<OutboxRow[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("outbox")
      .select(["id", "order_key", "lane", "message", "attempts", "created_at"])
      .where("claim_token", "=", token)
      .where("state", "=", "waiting")
      .orderBy("lane")
      .orderBy("id"),
  );
  return rows.map((row) => ({
    id: row.id,
    orderKey: row.order_key,
    lane: row.lane === LANE_NO.decision ? "decision" : "normal",
    message: row.message,
    attempts: row.attempts - 1,
    createdAt: row.created_at,
  }));
}

/** How a claimed row ended this try. */
export type Ending =
  | { state: "sent" | "dead" | "superseded"; note: string | undefined; at: Date }
  | { state: "waiting"; note: string; at: Date };

/** Ends a try: done for good, or waiting again until `at`. */
export async function settle(db: Db, id: number, ending: Ending): Promise<void> {
  const waiting = ending.state === "waiting";
  await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({
        state: ending.state,
        last_error: ending.note?.slice(0, 300) ?? null,
        claim_token: null,
        claimed_until: null,
        ...(waiting ? { available_at: ending.at } : { done_at: ending.at }),
      })
      .where("id", "=", id),
  );
}

/** Gives a claimed row back untried, e.g. when a budget is spent or the process stops. */
export async function release(db: Db, id: number, availableAt: Date): Promise<void> {
  await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({
        claim_token: null,
        claimed_until: null,
        available_at: availableAt,
        attempts: sql`attempts - 1`,
      })
      .where("id", "=", id),
  );
}

export interface OutboxState {
  waiting: number;
  dead: number;
  oldestWaitingAt: Date | undefined;
  nextAvailableAt: Date | undefined;
}

/** What the outbox holds, for metrics, tests and the drain at stop. */
export async function outboxState(db: Db): Promise<OutboxState> {
  const [waiting, dead] = await read(
    db,
    sqlFor
      .selectFrom("outbox")
      .select(({ fn }) => [
        fn.countAll<number>().as("count"),
        fn.min("created_at").as("oldest"),
        fn.min("available_at").as("next"),
      ])
      .where("state", "=", "waiting"),
    sqlFor
      .selectFrom("outbox")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("state", "=", "dead"),
  );
  return {
    waiting: Number(waiting[0]?.count ?? 0),
    dead: Number(dead[0]?.count ?? 0),
    oldestWaitingAt: waiting[0]?.oldest ?? undefined,
    nextAvailableAt: waiting[0]?.next ?? undefined,
  };
}
