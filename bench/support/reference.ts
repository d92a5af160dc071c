// The minimal Koa reference with its tables, started beside the service.
import { createConnection } from "mysql2/promise";
import { freePorts } from "../../test/support/world.ts";
import { fillNumbers } from "./clone-cases.ts";
import type { Installation, Place } from "./place.ts";
import { programOf, start } from "./service.ts";

const PROGRAM = new URL("../programs/koa-reference.js", import.meta.url);

const TABLES = [
  "CREATE TABLE ref_cases (id BIGINT PRIMARY KEY, decided INT NOT NULL)",
  "CREATE TABLE ref_tasks (id BIGINT PRIMARY KEY, status VARCHAR(12) NOT NULL)",
  "CREATE TABLE ref_decisions (task_id BIGINT PRIMARY KEY, event_key VARCHAR(64) NOT NULL UNIQUE, decided_by VARCHAR(64) NOT NULL, decided_at DATETIME(3) NOT NULL)",
  "CREATE TABLE ref_outbox (id BIGINT AUTO_INCREMENT PRIMARY KEY, message VARCHAR(1000) NOT NULL)",
];

/** Starts the reference on the same server; it knows the cases `from` … `from + count - 1`. Returns its port. */
export async function startReference(
  place: Place,
  { mysqlUrl }: Pick<Installation, "mysqlUrl">,
  { from, count }: { from: number; count: number },
): Promise<number> {
  const connection = await createConnection(mysqlUrl);
  for (const table of TABLES) await connection.query(table);
  await fillNumbers(connection, count);
  await connection.query(`INSERT INTO ref_cases SELECT ${from} + n, 0 FROM bench_numbers`);
  await connection.query(`INSERT INTO ref_tasks SELECT ${from} + n, 'open' FROM bench_numbers`);
  await connection.end();
  const [port = 0] = await freePorts(1);
  await start(place, {
    command: programOf(PROGRAM),
    env: { PORT: String(port), MYSQL_URL: mysqlUrl, NODE_ENV: "production" },
    healthUrl: `http://127.0.0.1:${port}/`,
  });
  return port;
}
