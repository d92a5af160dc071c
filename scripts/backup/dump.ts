import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { createConnection, type Connection } from "mysql2";
import { FIRST_LINE, tallyLine, type Tally } from "./backup-format.ts";

/** Rows of one INSERT: few statements, and far from `max_allowed_packet`. */
const ROWS_AT_ONCE = 100;
/** And no more than this of large values, which grow to twice their size on the way. */
const BYTES_AT_ONCE = 1024 * 1024;

/** A chunk of a file is a quarter of a megabyte. */
const ROWS_READ_AHEAD = 20;

/** Every value as text, so that nothing is lost on the way: no time zone, no rounding, no parsed JSON. */
const AS_TEXT = {
  dateStrings: true,
  supportBigNumbers: true,
  bigNumberStrings: true,
  jsonStrings: true,
  charset: "utf8mb4_unicode_ci",
} as const;

/**
 * Writes all tables as they are at one moment into a gzipped SQL file, while the service goes on.
 * The file appears under its name only when it is complete; nobody else may read it.
 */
export async function dumpDatabase(mysqlUrl: string, file: string): Promise<Tally> {
  const connection = createConnection({ uri: mysqlUrl, ...AS_TEXT });
  const tally: Tally = { takenAt: "", rows: {} };
  const unfinished = `${file}.unfinished`;
  try {
    await pipeline(
      Readable.from(linesOf(connection, tally)),
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
  } finally {
    connection.destroy();
  }
  await rename(unfinished, file);
  return tally;
}

/** Tables first, then rows: a restore makes the tables and then writes all rows in one transaction. */
async function* linesOf(connection: Connection, tally: Tally): AsyncGenerator<string> {
  const ask = connection.promise();
  await ask.query("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  await ask.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  const [[now]] = (await ask.query("SELECT UTC_TIMESTAMP(3) AS at")) as unknown as [Row[]];
  tally.takenAt = String(now?.["at"]);
  const tables = await tablesOf(connection);
  yield `${FIRST_LINE}\n`;
  for (const table of tables) yield `${await definitionOf(connection, table)};\n`;
  for (const table of tables) yield* rowsOf(connection, table, tally);
  yield `${tallyLine(tally)}\n`;
}

type Row = Record<string, unknown>;

async function tablesOf(connection: Connection): Promise<string[]> {
  const [rows] = await connection
    .promise()
    .query(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
    );
  return (rows as Row[]).map((row) => String(row["name"])).toSorted();
}

async function definitionOf(connection: Connection, table: string): Promise<string> {
  const [rows] = await connection.promise().query("SHOW CREATE TABLE ??", [table]);
  const [row] = rows as Row[];
  // One statement is one line; the server needs no line ends.
  return String(row?.["Create Table"]).replaceAll("\n", " ");
}

async function* rowsOf(
  connection: Connection,
  table: string,
  tally: Tally,
): AsyncGenerator<string> {
  tally.rows[table] = 0;
  let batch: Row[] = [];
  let batchBytes = 0;
  const query = connection.query("SELECT * FROM ??", [table]);
  for await (const row of query.stream({ highWaterMark: ROWS_READ_AHEAD })) {
    batch.push(row as Row);
    batchBytes += largeBytesOf(row as Row);
    if (batch.length < ROWS_AT_ONCE && batchBytes < BYTES_AT_ONCE) continue;
    yield insertOf(connection, table, batch);
    tally.rows[table] += batch.length;
    batch = [];
    batchBytes = 0;
  }
  if (batch.length === 0) return;
  yield insertOf(connection, table, batch);
  tally.rows[table] += batch.length;
}

/** Of the bytes of files; everything else is small. */
function largeBytesOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + (Buffer.isBuffer(value) ? value.length : 0),
    0,
  );
}

/** Line ends inside values are escaped, so this is one line too. */
function insertOf(connection: Connection, table: string, rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => columns.map((column) => row[column]));
  return `${connection.format("INSERT INTO ?? (??) VALUES ?", [table, columns, values])};\n`;
}
