import { sql, type Compilable } from "kysely";
import type { Clock } from "../lib/clock.ts";
import { read, sqlFor, type Db } from "./db.ts";

/** What the database server says of itself. */
export interface ServerFacts {
  /** As in `10.11.14-MariaDB` or `8.4.7`. */
  version: string;
  /** Of our own connections, e.g. `READ-COMMITTED`. */
  isolation: string;
}

/** Asks the server for its version and the isolation our connections have. @throws DatabaseAway */
export async function readServerFacts(db: Db): Promise<ServerFacts> {
  const [[about], variables] = await read(
    db,
    plainSql<{ version: string }>("SELECT VERSION() AS version"),
    // MySQL 8 knows only the first name, MariaDB before 11.1 only the second.
    plainSql<{ Value: string }>(
      "SHOW SESSION VARIABLES WHERE Variable_name IN ('transaction_isolation', 'tx_isolation')",
    ),
  );
  return { version: about?.version ?? "", isolation: variables[0]?.Value ?? "" };
}

/**
 * How far the server's clock is ahead of the host's, in milliseconds: what to add so that all processes agree.
 * Taken at the middle of the round trip, so the error is at most half of it. @throws DatabaseAway
 */
export async function serverAheadMs(db: Db, host: Clock): Promise<number> {
  const askedAtMs = host.now().getTime();
  const [[answer]] = await read(db, plainSql<{ at: Date }>("SELECT UTC_TIMESTAMP(3) AS at"));
  const answeredAtMs = host.now().getTime();
  const serverMs = answer?.at.getTime() ?? answeredAtMs;
  return Math.round(serverMs - (askedAtMs + answeredAtMs) / 2);
}

/** Refusals that say "not yours to do" and "no such table yet". */
const CANNOT = new Set([1142, 1143, 1146]);

/** Whether our account could alter or delete signatures; asks only, by `EXPLAIN`, which wants the same rights. */
export async function mayRewriteDecisions(db: Db): Promise<boolean> {
  const statements = [
    "EXPLAIN DELETE FROM decisions WHERE task_id = ''",
    "EXPLAIN UPDATE decisions SET verb = '' WHERE task_id = ''",
  ];
  for (const statement of statements) {
    try {
      await read(db, plainSql(statement));
      return true;
    } catch (error) {
      if (!CANNOT.has(mysqlErrnoOf(error) ?? 0)) throw error;
    }
  }
  return false;
}

/** MySQL's own number of an error, or of the one that caused it; undefined when the server did not answer. */
export function mysqlErrnoOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const errno = "errno" in error ? error.errno : undefined;
  if (typeof errno === "number" && errno > 0) return errno;
  return mysqlErrnoOf(error.cause);
}

function plainSql<Row>(text: string): Compilable<Row> {
  return { compile: () => sql.raw<Row>(text).compile(sqlFor) };
}
