// store: all SQL, and the Redis connection. snake_case stays in here.
// Must not know WeCom, HTTP or words.
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
} from "kysely";
import { createPool, type Pool, type PoolConnection } from "mysql2/promise";
import { AppError } from "../lib/errors.ts";
import { SECOND_MS } from "../lib/clock.ts";
import { gather } from "../lib/gather.ts";
import type { Tables } from "./tables.ts";

/** MySQL cannot be reached, takes no writes, or went away before the outcome was known. Safe to try again. */
export class DatabaseAway extends AppError {
  constructor(cause: unknown) {
    super("database-away", "MySQL cannot be reached", { cause });
  }
}

export interface Db {
  readonly pool: Pool;
}

/** Builds typed SQL; runs nothing. Statements travel in batches, so that a decision costs few round trips. */
export const sqlFor = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
});

const CONNECT_TIMEOUT_MS = 2 * SECOND_MS;
/** A host that vanished without a word holds its locks until its server gives it up; the default is 8 h. */
const SILENT_SESSION_SEC = 20;
/** Closed by us well before the server does it. */
const IDLE_CONNECTION_MS = 10 * SECOND_MS;
const STATEMENT_TIMEOUT_MS = 10 * SECOND_MS;

/** To MySQL, for each process. */
export const CONNECTIONS = 16;

export function openDb(mysqlUrl: string, connectionLimit = CONNECTIONS): Db {
  return {
    pool: createPool({
      uri: mysqlUrl,
      connectionLimit,
      connectTimeout: CONNECT_TIMEOUT_MS,
      timezone: "Z",
      charset: "utf8mb4_unicode_ci",
      multipleStatements: true,
      enableKeepAlive: true,
      // The driver looks for idle connections only where not all may be idle.
      maxIdle: connectionLimit - 1,
      idleTimeout: IDLE_CONNECTION_MS,
    }),
  };
}

export async function closeDb(db: Db): Promise<void> {
  await db.pool.end();
}

/** Whether MySQL answers now. */
export async function ping(db: Db): Promise<boolean> {
  try {
    await read(
      db,
      sqlFor.selectNoFrom((eb) => eb.lit(1).as("one")),
    );
    return true;
  } catch (error) {
    if (error instanceof DatabaseAway) return false;
    throw error;
  }
}

type Rows<Q> = Q extends Compilable<infer O> ? O[] : never;
type Results<Q extends readonly Compilable<unknown>[]> = { [I in keyof Q]: Rows<Q[I]> };

/** Runs queries outside any transaction, in one round trip. */
export async function read<Q extends readonly Compilable<unknown>[]>(
  db: Db,
  ...queries: Q
): Promise<Results<Q>> {
  return withConnection(db, (connection) => sendRows(connection, queries));
}

/** Rows changed by one statement that needs no transaction. A row found but set to the same value counts too. */
export async function change(db: Db, query: Compilable<unknown>): Promise<number> {
  return withConnection(db, async (connection) => {
    const [result] = await send(connection, [query.compile()]);
    return Number((result as { affectedRows?: number }).affectedRows ?? 0);
  });
}

/** An open transaction. Reads asked for in one turn travel together, in their order; writes travel with the commit. */
export interface Tx {
  read<Q extends readonly Compilable<unknown>[]>(...queries: Q): Promise<Results<Q>>;
  write(...queries: Compilable<unknown>[]): void;
}

const TRIES = 4;
/** Lock wait, deadlock. */
const LOST_A_LOCK = new Set([1205, 1213]);
/** Or duplicate key: another transaction was first; look again and decide anew. */
const LOST_A_RACE = new Set([...LOST_A_LOCK, 1062]);

/**
 * Runs `work` in one READ COMMITTED transaction and commits.
 * It may run several times, so it must do nothing but read, compute and `tx.write`.
 * @throws DatabaseAway when the commit is not known to have happened
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return repeatWhen(LOST_A_RACE, () =>
    withConnection(db, (connection) => runOnce(connection, work)),
  );
}

async function repeatWhen<T>(errnos: ReadonlySet<number>, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === undefined || !errnos.has(errno) || attempt === TRIES) throw error;
    }
  }
}

async function runOnce<T>(connection: PoolConnection, work: (tx: Tx) => Promise<T>): Promise<T> {
  const writes: CompiledQuery[] = [];
  let begun = false;
  const begin = (): CompiledQuery[] => {
    const first = begun ? [] : [bare("START TRANSACTION")];
    begun = true;
    return first;
  };
  const readTogether = gather(async (asked: readonly CompiledQuery[][]) => {
    const first = begin();
    const results = await send(connection, [...first, ...asked.flat()]);
    let next = first.length;
    return asked.map(({ length }) => results.slice(next, (next += length)));
  });
  const tx: Tx = {
    read: async (...queries) =>
      (await readTogether(queries.map((one) => one.compile()))) as Results<typeof queries>,
    write: (...queries) => {
      writes.push(...queries.map((one) => one.compile()));
    },
  };
  try {
    const result = await work(tx);
    await send(connection, [...begin(), ...writes, bare("COMMIT")]);
    return result;
  } catch (error) {
    // A server that does not answer is not asked again: the connection is destroyed, which rolls back.
    if (!isAway(error)) await connection.query("ROLLBACK");
    throw error;
  }
}

/** Nobody waits longer for a free connection: callers repeat, and a wait without end would hide what is wrong. */
const ACQUIRE_WITHIN_MS = 3 * SECOND_MS;

function acquire(db: Db): Promise<PoolConnection> {
  const asked = db.pool.getConnection();
  // A plain timer: an abort signal would cost every statement an error with its stack.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // It may still come; nobody is left who would give it back.
      asked.then((unused) => unused.release()).catch(() => undefined);
      reject(new DatabaseAway(new AppError("no-connection", "all connections are busy")));
    }, ACQUIRE_WITHIN_MS);
    void asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function withConnection<T>(
  db: Db,
  use: (connection: PoolConnection) => Promise<T>,
): Promise<T> {
  let connection: PoolConnection | undefined;
  try {
    connection = await acquire(db);
    const result = await use(connection);
    connection.release();
    return result;
  } catch (error) {
    const away = isAway(error);
    if (away) connection?.destroy();
    else connection?.release();
    throw away ? new DatabaseAway(error) : error;
  }
}

async function sendRows<Q extends readonly Compilable<unknown>[]>(
  connection: PoolConnection,
  queries: Q,
): Promise<Results<Q>> {
  return (await send(
    connection,
    queries.map((one) => one.compile()),
  )) as Results<Q>;
}

/** Sessions that are set up. A locked case must be read as it is now, not as it was: READ COMMITTED. */
const prepared = new WeakSet<object>();
const PREPARATION = [
  bare("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"),
  bare(`SET SESSION wait_timeout = ${SILENT_SESSION_SEC}`),
];

/** One round trip: the statements joined, their results in order. The first one of a session sets it up. */
async function send(connection: PoolConnection, queries: CompiledQuery[]): Promise<unknown[]> {
  const session = connection.connection;
  if (!prepared.has(session)) {
    const results = await sendAll(connection, [...PREPARATION, ...queries]);
    prepared.add(session);
    return results.slice(PREPARATION.length);
  }
  return sendAll(connection, queries);
}

async function sendAll(connection: PoolConnection, queries: CompiledQuery[]): Promise<unknown[]> {
  const [results] = await connection.query({ ...asText(queries), timeout: STATEMENT_TIMEOUT_MS });
  return queries.length === 1 ? [results] : (results as unknown[]);
}

function asText(queries: CompiledQuery[]): { sql: string; values: unknown[] } {
  return {
    sql: queries.map((one) => one.sql).join(";\n"),
    values: queries.flatMap((one) => [...one.parameters]),
  };
}

function bare(text: string): CompiledQuery {
  return {
    sql: text,
    parameters: [],
    query: undefined,
    queryId: undefined,
  } as unknown as CompiledQuery;
}

function errnoOf(error: unknown): number | undefined {
  const errno = (error as { errno?: unknown } | undefined)?.errno;
  return typeof errno === "number" ? errno : undefined;
}

/**
 * Server shutting down, connection killed, too many connections, read-only after a failover;
 * disk or table full and a withdrawn right, which an operator puts right.
 */
const AWAY_ERRNOS = new Set([
  1021, 1040, 1053, 1077, 1079, 1114, 1142, 1143, 1290, 1836, 1927, 2006, 2013, 3168, 4031,
]);
const AWAY_CODES =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT$|PROTOCOL_(CONNECTION|SEQUENCE|PACKETS|ENQUEUE)|HANDSHAKE|POOL_)/;

function isAway(error: unknown): boolean {
  const errno = errnoOf(error);
  if (errno !== undefined && AWAY_ERRNOS.has(errno)) return true;
  // What the driver itself says of a connection that has ended carries neither number nor code.
  if (errno === undefined && (error as { fatal?: unknown } | undefined)?.fatal === true)
    return true;
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" && AWAY_CODES.test(code);
}
