import { randomUUID } from "node:crypto";
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import { compileOnce } from "./compile-once.ts";
import { change, read, sqlFor, type Db, type Tx } from "./db.ts";
import { insertRows } from "./row-statements.ts";
import type { Tables } from "./tables.ts";

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
  /** An earlier try may have reached the chat server: its answer was lost, or its sender died. */
  maybeDone: boolean;
  createdAt: Date;
  /** Proof of this claim; a claim that has run out can no longer settle the row. */
  claimToken: string;
}

/** Queues messages in the deciding transaction. */
export function addToOutbox(tx: Tx, rows: readonly NewRow[], createdAt: Date): void {
  if (rows.length === 0) return;
  tx.write(
    insertRows(
      "outbox",
      rows.map((row) => ({
        order_key: row.orderKey,
        lane: LANE_NO[row.lane],
        message: JSON.stringify(row.message),
        state: "waiting",
        attempts: 0,
        maybe_done: 0,
        available_at: row.availableAt,
        created_at: createdAt,
      })),
    ),
  );
}

/**
 * Takes back what has not left yet for these keys: a card nobody has seen need not be sent to be closed.
 * What was given up is settled by it too: nobody need look after it any more.
 */
export function supersede(tx: Tx, orderKeys: readonly string[], at: Date): void {
  for (const key of orderKeys) tx.write(...superseding(key, at));
}

const superseding = compileOnce(
  (orderKey: string, at: Date) =>
    [
      sqlFor
        .updateTable("outbox")
        .set({ state: "superseded", done_at: at })
        .where("order_key", "=", orderKey)
        .where("state", "in", ["waiting", "dead"])
        .where((eb) => eb.or([eb("state", "=", "dead"), isUntouched(eb)])),
    ] as const,
);

/** Nobody has tried a row, nor holds it. */
export function isUntouched(eb: ExpressionBuilder<Tables, "outbox">): Expression<SqlBool> {
  return eb.and([eb("claim_token", "is", null), eb("attempts", "=", 0)]);
}

/**
 * Claims up to `limit` rows that are due, for `leaseMs`. Candidates are read without locks and stamped
 * in one conditional update, so that parallel senders neither wait for nor starve each other.
 */
export async function claim(
  db: Db,
  { now, limit, leaseMs }: { now: Date; limit: number; leaseMs: number },
): Promise<OutboxRow[]> {
  const ids = await freeIds(db, now, limit);
  if (ids.length === 0) return [];
  const token = randomUUID();
  await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({
        claim_token: token,
        claimed_until: new Date(now.getTime() + leaseMs),
        attempts: sql<number>`attempts + 1`,
      })
      .where("id", "in", ids)
      .where("state", "=", "waiting")
      .where("available_at", "<=", now)
      .where("claim_token", "is", null),
  );
  return claimedRows(db, token);
}

/** Rows that may be claimed now; those whose lease has run out are freed first. */
async function freeIds(db: Db, now: Date, limit: number): Promise<number[]> {
  const [abandoned, candidates] = await read(db, ...claimable(now, limit));
  if (abandoned.length === 0) return candidates.map((row) => row.id);
  await freeAbandoned(
    db,
    abandoned.map((row) => row.id),
    now,
  );
  const [rows] = await read(db, candidatesQuery(now, limit));
  return rows.map((row) => row.id);
}

const FREED_AT_ONCE = 500;

const claimable = compileOnce(
  (now: Date, limit: number) => [abandonedQuery(now), candidatesQuery(now, limit)] as const,
);

function abandonedQuery(now: Date) {
  return sqlFor
    .selectFrom("outbox")
    .select("id")
    .where("state", "=", "waiting")
    .where("claim_token", "is not", null)
    .where("claimed_until", "<=", now)
    .limit(FREED_AT_ONCE);
}

/** A sender that died leaves its lease behind, and nobody knows whether its call went out. */
async function freeAbandoned(db: Db, ids: number[], now: Date): Promise<void> {
  await change(
    db,
    sqlFor
      .updateTable("outbox")
      .set({ claim_token: null, claimed_until: null, maybe_done: 1 })
      .where("id", "in", ids)
      .where("state", "=", "waiting")
      .where("claimed_until", "<=", now),
  );
}

function candidatesQuery(now: Date, limit: number) {
  return sqlFor
    .selectFrom("outbox as row")
    .select("row.id")
    .where("row.state", "=", "waiting")
    .where("row.claim_token", "is", null)
    .where("row.available_at", "<=", now)
    .where(isFirstOfKey)
    .orderBy("row.lane")
    .orderBy("row.available_at")
    .orderBy("row.id")
    .limit(limit);
}

/** Whether no earlier row of the same key still waits. */
function isFirstOfKey({
  not,
  exists,
  selectFrom,
}: ExpressionBuilder<Tables & { row: Tables["outbox"] }, "row">): Expression<SqlBool> {
  return not(
    exists(
      selectFrom("outbox as earlier")
        .select("earlier.id")
        .whereRef("earlier.order_key", "=", "row.order_key")
        .where("earlier.state", "=", "waiting")
        .whereRef("earlier.id", "<", "row.id"),
    ),
  );
}

const claimedBy = compileOnce(
  (token: string) =>
    [
      sqlFor
        .selectFrom("outbox")
        .select(["id", "order_key", "lane", "message", "attempts", "maybe_done", "created_at"])
        .where("claim_token", "=", token)
        .where("state", "=", "waiting")
        .orderBy("lane")
        .orderBy("id"),
    ] as const,
);

async function claimedRows(db: Db, token: string): Promise<OutboxRow[]> {
  const [rows] = await read(db, ...claimedBy(token));
  return rows.map((row) => ({
    id: row.id,
    orderKey: row.order_key,
    lane: row.lane === LANE_NO.decision ? "decision" : "normal",
    message: row.message,
    attempts: row.attempts - 1,
    maybeDone: row.maybe_done === 1,
    createdAt: row.created_at,
    claimToken: token,
  }));
}

/** A row in the hands of the one who claimed it. */
export type Claimed = Pick<OutboxRow, "id" | "claimToken">;

/** Longest note on a row; what is longer is cut. */
export const MAX_NOTE_CHARS = 300;

export interface OutboxState {
  waiting: number;
  dead: number;
  /** Put aside by a restore, see `scripts/backup/quarantine.ts`. */
  quarantined: number;
  oldestWaitingAt: Date | undefined;
  /** When the next row may be claimed; what stands behind another of its key does not count. */
  nextAvailableAt: Date | undefined;
}

/** What the outbox holds, for metrics, tests and the drain at stop. */
export async function outboxState(db: Db): Promise<OutboxState> {
  const [waiting, next, undelivered] = await read(
    db,
    sqlFor
      .selectFrom("outbox")
      .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("created_at").as("oldest")])
      .where("state", "=", "waiting"),
    sqlFor
      .selectFrom("outbox as row")
      .select(({ fn }) => fn.min("row.available_at").as("at"))
      .where("row.state", "=", "waiting")
      .where(isFirstOfKey),
    sqlFor
      .selectFrom("outbox")
      .select(({ fn }) => ["state", fn.countAll<number>().as("count")])
      .where("state", "in", ["dead", "quarantined"])
      .groupBy("state"),
  );
  const countOf = (state: string): number =>
    Number(undelivered.find((row) => row.state === state)?.count ?? 0);
  return {
    waiting: Number(waiting[0]?.count ?? 0),
    dead: countOf("dead"),
    quarantined: countOf("quarantined"),
    oldestWaitingAt: waiting[0]?.oldest ?? undefined,
    nextAvailableAt: next[0]?.at ?? undefined,
  };
}
