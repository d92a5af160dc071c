import { createPool, type Pool } from "mysql2/promise";
import { inParallel } from "../../src/outbox/in-parallel.ts";
import { CONNECTIONS } from "../../src/store/db.ts";
import { atLeast, type Bars } from "../bar.ts";
import { IN_TURN } from "../support/bureau.ts";
import { fireClosed, rateOf } from "../support/gun.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";
import { pressRequest } from "../support/presses.ts";
import { decisionOn, recordDecision, replay, type Batch } from "../support/recorded-decision.ts";
import { programOf, start } from "../support/service.ts";
import { fillStock, type Stock } from "../support/stock.ts";
import { asRate, median } from "../support/statistics.ts";
import type { Waiting } from "../support/waiting.ts";

const CONCURRENCIES = [16, 64];
const PAIRS = 5;
const WARM_UP = 400;

/** The service with its way in alone, so that what is compared is the deciding transaction and nothing else. */
const CALLBACKS_ONLY = new URL("../programs/callbacks-only.js", import.meta.url);

/** Callback → durable decision, against the same statements without the service, turn about. */
export async function decisions(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: IN_TURN });
  const count = place.isQuick ? 800 : 4_000;
  const cases = 2 * (WARM_UP + CONCURRENCIES.length * PAIRS * count);
  const stock = await fillStock(installation, { count: cases, people: "by-case" });
  const [from] = stock.template;
  if (from === undefined) throw new Error("the template asks nobody");
  const batches = await recordDecision(installation, from);
  const bareOn = (to: Waiting): Batch[] => decisionOn(batches, { from, to });
  const pool = openPool(installation.mysqlUrl);
  place.atEnd(() => pool.end());
  const service = await start(place, {
    command: programOf(CALLBACKS_ONLY),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const port = Number(installation.env["PORT"]);
  const bars: Bars = {};
  // Both warm: compiled code, connections, the server's pages.
  await pair({ pool, port, stock, bareOn, count: WARM_UP, concurrency: 16 });
  for (const concurrency of CONCURRENCIES) {
    const pairs: Pair[] = [];
    const cpuBefore = service.cpuMs();
    for (let n = 0; n < PAIRS; n += 1) {
      pairs.push(await pair({ pool, port, stock, bareOn, count, concurrency }));
    }
    const cpuMs = (service.cpuMs() - cpuBefore) / (PAIRS * count);
    bars[`decisions-${concurrency}`] = barOf(pairs, cpuMs);
  }
  return bars;
}

/** The pool of the service, without the service. */
function openPool(mysqlUrl: string): Pool {
  const pool = createPool({
    uri: mysqlUrl,
    connectionLimit: CONNECTIONS,
    timezone: "Z",
    charset: "utf8mb4_unicode_ci",
    multipleStatements: true,
  });
  pool.pool.on("connection", (connection) => {
    connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  });
  return pool;
}

interface Pair {
  barePerSec: number;
  servicePerSec: number;
}

interface Measured {
  pool: Pool;
  port: number;
  stock: Stock;
  bareOn: (to: Waiting) => Batch[];
  count: number;
  concurrency: number;
}

async function pair({ pool, port, stock, bareOn, count, concurrency }: Measured): Promise<Pair> {
  const bare = stock.take(count).map(bareOn);
  const startedMs = performance.now();
  await inParallel(bare, concurrency, (batches) => replay(pool, batches));
  const barePerSec = (count / (performance.now() - startedMs)) * 1_000;
  const requests = stock.take(count).map(pressRequest);
  return { barePerSec, servicePerSec: rateOf(await fireClosed(port, concurrency, requests)) };
}

function barOf(pairs: readonly Pair[], cpuMs: number) {
  const bare = median(pairs.map(({ barePerSec }) => barePerSec));
  const service = median(pairs.map(({ servicePerSec }) => servicePerSec));
  const ratios = pairs.map(({ barePerSec, servicePerSec }) => servicePerSec / barePerSec);
  const spread = ratios.map((ratio) => ratio.toFixed(2)).join(" ");
  return atLeast({
    ratio: median(ratios),
    bar: 0.5,
    note: `${asRate(service)} of ${asRate(bare)}; ${(cpuMs * 1_000).toFixed(0)} µs CPU of the service each; ratios ${spread}; stretch 0.65`,
  });
}
