import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { createConnection, type Connection } from "mysql2/promise";
import { BackupRefused, FIRST_LINE, readTally, type Tally } from "./backup-format.ts";
import { afterRestore, type LookAt } from "./quarantine.ts";

/**
 * Fills an empty database from a backup and puts aside what must not happen again: rows and quarantine
 * become visible together or not at all. Returns what was restored and what must be looked at.
 * @throws BackupRefused when the database is not empty or the file is not a whole backup
 */
export async function loadBackup(
  mysqlUrl: string,
  file: string,
): Promise<{ tally: Tally; lookAt: LookAt }> {
  const connection = await createConnection({
    uri: mysqlUrl,
    charset: "utf8mb4_unicode_ci",
    timezone: "Z",
  });
  try {
    await refuseUnlessEmpty(connection);
    await connection.query("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES'");
    await connection.query("SET SESSION foreign_key_checks = 0");
    await connection.query("SET SESSION autocommit = 0");
    const tally = await runLines(connection, file);
    await verifyCounts(connection, tally);
    const lookAt = await afterRestore(connection, tally.takenAt);
    await connection.query("COMMIT");
    return { tally, lookAt };
  } finally {
    connection.destroy();
  }
}

async function refuseUnlessEmpty(connection: Connection): Promise<void> {
  const [rows] = await connection.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() LIMIT 1",
  );
  if ((rows as unknown[]).length === 0) return;
  throw new BackupRefused("the database is not empty; create a new one and name it in MYSQL_URL");
}

/** Every line is one statement; tables come before rows, so nothing commits half of the rows. */
async function runLines(connection: Connection, file: string): Promise<Tally> {
  let lineNo = 0;
  let tally: Tally | undefined;
  await pipeline(createReadStream(file), createGunzip(), async (source: AsyncIterable<Buffer>) => {
    for await (const line of linesOf(source)) {
      lineNo += 1;
      if (lineNo === 1 && line !== FIRST_LINE) {
        throw new BackupRefused(`${file} is not a backup of ours`);
      }
      tally = readTally(line);
      if (lineNo > 1 && tally === undefined) await connection.query(line);
    }
  });
  if (tally === undefined) throw new BackupRefused(`${file} ends too early`);
  return tally;
}

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const bytes of source) {
    const lines = (rest + decoder.write(bytes)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function verifyCounts(connection: Connection, { rows }: Tally): Promise<void> {
  for (const [table, expected] of Object.entries(rows)) {
    const [counted] = await connection.query("SELECT COUNT(*) AS n FROM ??", [table]);
    const found = Number((counted as { n: number }[])[0]?.n);
    if (found !== expected) {
      throw new BackupRefused(`${table} has ${found} rows instead of ${expected}`);
    }
  }
}
