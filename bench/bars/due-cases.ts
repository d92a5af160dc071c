import { createConnection, type Connection } from "mysql2/promise";
import { closeDb, openDb, type Db } from "../../src/store/db.ts";
import { casesDue } from "../../src/store/look-ups.ts";
import { migrate } from "../../src/store/migrate.ts";
import { freshDatabase } from "../../test/support/services.ts";
import { atMost, type Bars } from "../bar.ts";
import { fillNumbers } from "../support/clone-cases.ts";
import type { Place } from "../support/place.ts";
import { asMs, median } from "../support/statistics.ts";

const DUE = 1_000;
const FEW = 100_000;
const ASKED = 60;
const CHUNK = 20_000;
const NOW = new Date("2026-11-23T01:00:00Z");
const BEFORE_ALL = new Date("2026-11-01T00:00:00Z");

/** Asking for the thousand cases that are due among a hundred thousand open ones, then among ten times as many. */
export async function dueCases(place: Place): Promise<Bars> {
  const count = place.isQuick ? 300_000 : 1_000_000;
  const few = await storeOf(place, FEW);
  const many = await storeOf(place, count);
  const [dueFew, dueMany, nothing]: [number[], number[], number[]] = [[], [], []];
  // Turn about, so that both are asked in the same conditions.
  for (let n = 0; n < ASKED; n += 1) {
    dueFew.push(await timed(few, NOW, DUE));
    dueMany.push(await timed(many, NOW, DUE));
    nothing.push(await timed(many, BEFORE_ALL, 0));
  }
  const [ours, reference] = [median(dueMany), median(dueFew)];
  const note = `${asMs(ours)} among ${count}, ${asMs(reference)} among ${FEW}`;
  return {
    "due-cases-growth": atMost({ ratio: ours / reference, bar: 1.5, note }),
    "nothing-due": atMost({
      ratio: median(nothing),
      bar: 2,
      unit: "ms",
      note: `median of ${ASKED} among ${count}`,
    }),
  };
}

/** A database with so many open cases, a thousand of them due. */
async function storeOf(place: Place, count: number): Promise<Db> {
  const database = await freshDatabase("due");
  place.atEnd(() => database.drop());
  await migrate(database.mysqlUrl);
  const connection = await createConnection({ uri: database.mysqlUrl, timezone: "Z" });
  await fillNumbers(connection, CHUNK);
  await addOpenCases(connection, count);
  await connection.end();
  const db = openDb(database.mysqlUrl);
  place.atEnd(() => closeDb(db));
  return db;
}

/** One in every hundred of the first hundred thousand is due; all others want attention later. */
async function addOpenCases(connection: Connection, count: number): Promise<void> {
  for (let first = 0; first < count; first += CHUNK) {
    const isDue = `${first} + n < ${FEW} AND n % 100 = 0`;
    await connection.query(
      `INSERT INTO cases (id, case_no, customer_name, address, customer_class, request_kind, grid_manager, works_manager, opened_by, accepted_at, next_attention_at)
       SELECT 1 + ${first} + n, CONCAT('BZ-2026-', LPAD(${first} + n, 7, '0')), '客户', '地址', 'hv-single', 'new', 'p001', 'p002', 'bench', ?,
         CASE WHEN ${isDue} THEN ? ELSE ? + INTERVAL (1 + n) SECOND END FROM bench_numbers`,
      [BEFORE_ALL, new Date(NOW.getTime() - 1_000), NOW],
    );
  }
  await connection.query("ANALYZE TABLE cases");
}

async function timed(db: Db, now: Date, expected: number): Promise<number> {
  const startedMs = performance.now();
  const found = await casesDue(db, now, DUE + 1);
  const elapsedMs = performance.now() - startedMs;
  if (found.length !== expected) throw new Error(`${found.length} cases are due, not ${expected}`);
  return elapsedMs;
}
