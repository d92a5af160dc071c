import { createConnection, type Connection } from "mysql2/promise";
import { sealValue } from "../../src/http/session/signed-value.ts";
import { HOUR_MS } from "../../src/lib/clock.ts";
import { atMost, type Bars } from "../bar.ts";
import { IN_TURN, PEOPLE } from "../support/bureau.ts";
import { fillNumbers } from "../support/clone-cases.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";
import { serviceCommand, start } from "../support/service.ts";
import { asMs, median, quantile } from "../support/statistics.ts";
import { fillStock } from "../support/stock.ts";

const OPEN = 500;
const ROUNDS = 4;
const CHUNK = 20_000;
/** Far above the cases that are copied. */
const FIRST_ID = 5_000_000;

/** The pages of 待办 of somebody with five hundred open tasks, among a million cases of others. */
export async function todoList(place: Place): Promise<Bars> {
  const count = place.isQuick ? 300_000 : 1_000_000;
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: IN_TURN });
  const { template } = await fillStock(installation, { count: OPEN - 1, people: "as-template" });
  const connection = await createConnection({ uri: installation.mysqlUrl, timezone: "Z" });
  await addCasesOfOthers(connection, count);
  await connection.end();
  await start(place, {
    command: serviceCommand(),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const cookie = sessionOf(template[0]?.holder ?? "", installation.env["SESSION_SECRET"] ?? "");
  await readAll(installation.url, cookie);
  const takenMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    takenMs.push(...(await readAll(installation.url, cookie)));
  }
  const slow = quantile(takenMs, 0.95);
  const note = `p95 of ${takenMs.length} pages of ${OPEN} tasks among ${count} cases; median ${asMs(median(takenMs))}, slowest ${asMs(Math.max(...takenMs))}`;
  return { "todo-list": atMost({ ratio: slow, bar: 150, unit: "ms", note }) };
}

/** Half of the tasks of the others are still open. */
async function addCasesOfOthers(connection: Connection, count: number): Promise<void> {
  await fillNumbers(connection, CHUNK);
  for (let first = FIRST_ID; first < FIRST_ID + count; first += CHUNK) {
    const id = `(${first} + n)`;
    const person = `CONCAT('p', LPAD(1 + n % ${PEOPLE - 1}, 3, '0'))`;
    const due = `'2026-11-23' + INTERVAL (n % 5000) MINUTE`;
    await connection.query(
      `INSERT INTO cases (id, case_no, customer_name, address, customer_class, request_kind, grid_manager, works_manager, opened_by, accepted_at)
       SELECT ${id}, CONCAT('BZ-2025-', ${id}), '客户', '地址', 'hv-single', 'new', ${person}, ${person}, 'bench', '2026-11-01' FROM bench_numbers`,
    );
    await connection.query(
      `INSERT INTO approvals (id, case_id, kind, flow_id, flow_version, status, round, document_version, submitted_by, started_at)
       SELECT CONCAT('A', ${id}, '-1'), ${id}, 'supply_plan', 'plan', 1, 'running', 1, 1, ${person}, '2026-11-20' FROM bench_numbers`,
    );
    await connection.query(
      `INSERT INTO tasks (id, case_id, approval_id, round, node_id, seat_no, task_no, holder, label, status, opened_at, due_at)
       SELECT CONCAT('T', ${id}, '-1'), ${id}, CONCAT('A', ${id}, '-1'), 1, 'works', 1, 1, ${person}, '席位', IF(n % 2 = 0, 'pending', 'done'), '2026-11-20', ${due} FROM bench_numbers`,
    );
  }
  await connection.query("ANALYZE TABLE cases, approvals, tasks");
}

function sessionOf(userid: string, secret: string): string {
  const session = { id: "0".repeat(24), userid, until: Date.now() + HOUR_MS };
  return `qianpi-session=${sealValue("session", session, secret)}`;
}

/** Milliseconds for each page of the whole list, one after the other. */
async function readAll(url: string, cookie: string): Promise<number[]> {
  const takenMs: number[] = [];
  let rows = 0;
  for (let path: string | undefined = "/tasks"; path !== undefined;) {
    const startedMs = performance.now();
    const response: Response = await fetch(url + path, { headers: { cookie }, redirect: "manual" });
    const text: string = await response.text();
    takenMs.push(performance.now() - startedMs);
    if (!text.includes(`>${OPEN}</span>`)) throw new Error(`${path} answered ${response.status}`);
    rows += text.split('class="panel work-row"').length - 1;
    path = /href="([^"]*after=[^"]*)"/.exec(text)?.[1];
  }
  if (rows !== OPEN) throw new Error(`the list has ${rows} rows`);
  return takenMs;
}
