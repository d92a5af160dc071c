import { atMost, type Bars } from "../bar.ts";
import { IN_TURN } from "../support/bureau.ts";
import { fireClosed, fireOpen } from "../support/gun.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";
import { pressRequest } from "../support/presses.ts";
import { serviceCommand, start } from "../support/service.ts";
import { asMs, quantile } from "../support/statistics.ts";
import { fillStock } from "../support/stock.ts";

const PER_SEC = 100;
const TENFOLD = 10 * PER_SEC;
const CALM_SEC = 5;
const AFTER_SEC = 15;
const WARM_UP = 300;
/** Recovered is what stays within this multiple of the calm before, as the bar of the steady load has it. */
const RECOVERED = 3;

/** Ten times the steady rate for some seconds: every press is answered in time, and soon all is as before. */
export async function burst(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: IN_TURN });
  const burstSec = place.isQuick ? 3 : 10;
  const count = WARM_UP + PER_SEC * (CALM_SEC + AFTER_SEC) + TENFOLD * burstSec;
  const stock = await fillStock(installation, { count, people: "by-case" });
  await start(place, {
    command: serviceCommand(),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const port = Number(installation.env["PORT"]);
  const fire = (perSec: number, seconds: number) =>
    fireOpen({ port, perSec, requests: stock.take(perSec * seconds).map(pressRequest) });
  await fireClosed(port, 4, stock.take(WARM_UP).map(pressRequest));
  const calm = await fire(PER_SEC, CALM_SEC);
  const high = await fire(TENFOLD, burstSec);
  const after = await fire(PER_SEC, AFTER_SEC);
  const usualMs = quantile(calm.latenciesMs, 0.99);
  const lateSec = Math.max(0, (high.elapsedMs - burstSec * 1_000) / 1_000);
  const recoveredSec = lateSec + lastBadSecond(after.latenciesMs, RECOVERED * usualMs);
  const answered = (high.statuses[200] ?? 0) + (high.statuses[503] ?? 0);
  return {
    "burst-slowest-answer": atMost({
      ratio: high.slowestMs,
      bar: 4_500,
      unit: "ms",
      note: `${high.latenciesMs.length} presses due in ${burstSec} s, sent and answered in ${asMs(high.elapsedMs)}, p50 ${asMs(quantile(high.latenciesMs, 0.5))}; ${JSON.stringify(high.statuses)}`,
    }),
    "burst-unanswered": atMost({
      ratio: high.latenciesMs.length - answered,
      bar: 0,
      unit: "presses",
      note: "neither 200 nor 503",
    }),
    "burst-recovery": atMost({
      ratio: recoveredSec,
      bar: 10,
      unit: "s",
      note: `until p99 stays within ${RECOVERED} × ${asMs(usualMs)}, the p99 before`,
    }),
  };
}

/** Number of the last second whose p99 is above; 0 when there is none. */
function lastBadSecond(latenciesMs: readonly number[], limitMs: number): number {
  const seconds = Array.from({ length: AFTER_SEC }, (_, n) =>
    quantile(latenciesMs.slice(n * PER_SEC, (n + 1) * PER_SEC), 0.99),
  );
  return seconds.findLastIndex((ms) => ms > limitMs) + 1;
}
