import { SECOND_MS, type Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";
import { DatabaseAway, type Db } from "../store/db.ts";
import { claim, type OutboxRow } from "../store/outbox.ts";
import { settleAll } from "../store/settle.ts";
import type { SendApi } from "./deliver.ts";
import { createGate } from "./gate.ts";
import { inParallel } from "./in-parallel.ts";
import type { Limiter } from "./limiter.ts";
import type { MakeDigest } from "./merge-texts.ts";
import { createSettlements } from "./settlements.ts";
import { failRow, tryRow, type RowDeps } from "./try-row.ts";

export interface SenderOptions {
  db: Db;
  /** The business clock: due times and leases follow it, so a clock that is set moves them too. */
  clock: Clock;
  api: SendApi;
  limiter: Limiter;
  digest: MakeDigest;
  isListed: RowDeps["isListed"];
  log: Logger;
  metrics?: Pick<Metrics, "countOutbox">;
  /** 0 ≤ r < 1, for the spread of retries. */
  random?: () => number;
  /** Ends when nothing more urgent is to be done; asked before every batch. */
  giveWay?: () => Promise<void>;
}

/** Brings the rows of the outbox to the chat server. Any number of senders may run at once. */
export interface Sender {
  /** One batch. Returns how many rows got further; 0 may also mean that all of it must wait. Never throws. */
  runOnce(): Promise<number>;
  /** Batches as long as they are full. Returns how many rows got further; what their going makes due waits for the next. */
  sweep(): Promise<number>;
  /** Batches until nothing is due; what waits for a later time stays. Returns the rows done. */
  drain(): Promise<number>;
  /** Takes no more rows, gives back those not begun, and ends when the calls under way have ended. */
  stop(): Promise<void>;
}

const LEASE_MS = 30 * SECOND_MS;
/** A row is begun only while its lease outlasts a call. */
const BEGIN_WITHIN_MS = LEASE_MS / 2;
const BATCH = 100;
/** Calls under way at once: an API that takes 100 ms may still be used 200 times a second. */
const WIDTH = 20;

interface Batch {
  claimed: number;
  done: number;
}

export function createSender(options: SenderOptions): Sender {
  const { db, clock } = options;
  const database = createWatch(options.log);
  const settlements = createSettlements((some) =>
    database.watch(() => settleAll(db, some, clock.now())),
  );
  const deps: RowDeps = {
    ...options,
    gate: createGate(clock),
    metrics: options.metrics,
    random: options.random ?? Math.random,
    settle: settlements.add,
  };
  const underWay = new Set<Promise<Batch>>();
  let isStopped = false;

  const batch = async (): Promise<Batch> => {
    await options.giveWay?.();
    if (isStopped) return { claimed: 0, done: 0 };
    const rows = await database.watch(() => claimRows(deps));
    const done = await tryRows(deps, rows ?? [], { database, isStopped: () => isStopped });
    await settlements.written();
    return { claimed: rows?.length ?? 0, done };
  };
  const run = (): Promise<Batch> => {
    const running = batch();
    underWay.add(running);
    return running.finally(() => underWay.delete(running));
  };
  const repeatWhile = async (isWorthIt: (last: Batch) => boolean): Promise<number> => {
    let done = 0;
    for (let last = await run(); ; last = await run()) {
      done += last.done;
      if (!isWorthIt(last)) return done;
    }
  };
  return {
    runOnce: async () => (await run()).done,
    sweep: () => repeatWhile(({ claimed }) => claimed === BATCH),
    drain: () => repeatWhile(({ claimed }) => claimed > 0),
    stop: async () => {
      isStopped = true;
      await Promise.all(underWay);
    },
  };
}

function claimRows({ db, clock }: RowDeps): Promise<OutboxRow[]> {
  return claim(db, { now: clock.now(), limit: BATCH, leaseMs: LEASE_MS });
}

async function tryRows(
  deps: RowDeps,
  rows: readonly OutboxRow[],
  { database, isStopped }: { database: Watch; isStopped: () => boolean },
): Promise<number> {
  const beginUntilMs = deps.clock.now().getTime() + BEGIN_WITHIN_MS;
  let done = 0;
  // A claim holds at most one row of each order key, so its rows may go in any order.
  await inParallel(rows, WIDTH, async (row) => {
    const now = deps.clock.now();
    if (isStopped() || now.getTime() > beginUntilMs) {
      deps.settle({ row, ending: { kind: "untried", at: now } });
    } else if (await database.watch(() => tryOne(deps, row))) {
      done += 1;
    }
  });
  return done;
}

/** A fault in one row ends that try only. While MySQL is away the row keeps its lease and comes back by itself. */
async function tryOne(deps: RowDeps, row: OutboxRow): Promise<boolean> {
  try {
    return await tryRow(deps, row);
  } catch (fault) {
    if (fault instanceof DatabaseAway) throw fault;
    await failRow(deps, row, fault);
    return false;
  }
}

interface Watch {
  /** Runs the work; undefined when it failed, which is logged: MySQL's absence once, until it is back. */
  watch<T>(work: () => Promise<T>): Promise<T | undefined>;
}

function createWatch(log: Logger): Watch {
  let isAway = false;
  return {
    watch: async (work) => {
      try {
        const result = await work();
        isAway = false;
        return result;
      } catch (error) {
        const isNews = !(error instanceof DatabaseAway) || !isAway;
        if (isNews) log.error({ err: error }, "outbox.store-failed");
        isAway = error instanceof DatabaseAway;
        return undefined;
      }
    },
  };
}
