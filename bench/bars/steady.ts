import { atMost, type Bars } from "../bar.ts";
import { IN_TURN } from "../support/bureau.ts";
import { fireClosed, fireOpen, type Shots } from "../support/gun.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { metricOf } from "../support/metrics.ts";
import { install, type Place } from "../support/place.ts";
import { pressRequest } from "../support/presses.ts";
import { startReference } from "../support/reference.ts";
import { serviceCommand, start } from "../support/service.ts";
import { asMs, quantile } from "../support/statistics.ts";
import { fillStock, type Stock } from "../support/stock.ts";

const PER_SEC = 100;
const SLICE_SEC = 5;
const WARM_UP = 300;

interface Side {
  port: number;
  latenciesMs: number[];
  statuses: Record<number, number>;
}

/** A hundred presses a second at the whole service and at a minimal Koa reference, turn about. */
export async function steady(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: IN_TURN });
  const seconds = place.isQuick ? 10 : 60;
  const count = 2 * (seconds * PER_SEC + WARM_UP);
  const stock = await fillStock(installation, { count, people: "by-case" });
  const known = { from: stock.firstCaseId, count };
  const reference = sideAt(await startReference(place, installation, known));
  await start(place, {
    command: serviceCommand(),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const service = sideAt(Number(installation.env["PORT"]));
  for (const { port } of [reference, service]) {
    await fireClosed(port, 4, stock.take(WARM_UP).map(pressRequest));
  }
  const lags: number[] = [];
  for (let passed = 0; passed < seconds; passed += SLICE_SEC) {
    await slice(reference, stock);
    // Asking ends the period over which the service itself measures.
    await metricOf(installation.url, LAG);
    await slice(service, stock);
    lags.push((await metricOf(installation.url, LAG)) * 1_000);
  }
  return { ...barsOf(reference, service), "event-loop-delay": lagBar(lags) };
}

const LAG = "nodejs_eventloop_lag_p99_seconds";

function sideAt(port: number): Side {
  return { port, latenciesMs: [], statuses: {} };
}

async function slice(side: Side, stock: Stock): Promise<void> {
  const requests = stock.take(SLICE_SEC * PER_SEC).map(pressRequest);
  const shots: Shots = await fireOpen({ port: side.port, perSec: PER_SEC, requests });
  side.latenciesMs.push(...shots.latenciesMs);
  for (const [status, times] of Object.entries(shots.statuses)) {
    side.statuses[Number(status)] = (side.statuses[Number(status)] ?? 0) + times;
  }
}

function barsOf(reference: Side, service: Side): Bars {
  const compared = (share: number) => {
    const [ours, theirs] = [service, reference].map((side) => quantile(side.latenciesMs, share));
    return { ours: ours ?? Infinity, theirs: theirs ?? 0 };
  };
  const [p50, p99] = [compared(0.5), compared(0.99)];
  const worst = Math.max(...service.latenciesMs);
  const others = service.latenciesMs.length - (service.statuses[200] ?? 0);
  const note = (ms: { ours: number; theirs: number }) => `${asMs(ms.ours)} to ${asMs(ms.theirs)}`;
  return {
    "steady-p50": atMost({ ratio: p50.ours / p50.theirs, bar: 2, note: note(p50) }),
    "steady-p99": atMost({ ratio: p99.ours / p99.theirs, bar: 3, note: note(p99) }),
    "steady-worst": atMost({
      ratio: worst,
      bar: 1_000,
      unit: "ms",
      note: `${service.latenciesMs.length} presses; the reference's worst ${asMs(Math.max(...reference.latenciesMs))}`,
    }),
    "steady-not-200": atMost({
      ratio: others,
      bar: 0,
      unit: "answers",
      note: JSON.stringify(service.statuses),
    }),
  };
}

function lagBar(lags: readonly number[]) {
  const note = `p99 of each ${SLICE_SEC} s: ${lags.map((ms) => ms.toFixed(0)).join(" ")} ms`;
  return atMost({ ratio: Math.max(...lags), bar: 50, unit: "ms", note });
}
