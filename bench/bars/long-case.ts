import { atMost, type Bars } from "../bar.ts";
import { together } from "../support/bureau.ts";
import { fireClosed, rateOf } from "../support/gun.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";
import { pressRequest } from "../support/presses.ts";
import { programOf, start } from "../support/service.ts";
import { asRate, median } from "../support/statistics.ts";
import { fillStock } from "../support/stock.ts";

const CALLBACKS_ONLY = new URL("../programs/callbacks-only.js", import.meta.url);
/** Five rounds of eight decisions lie behind a long case. */
const SIGNERS = 8;
const LAST_ROUND = 6;
const CONCURRENCY = 4;
const PAIRS = 5;

/** A press on a case with forty decisions in five rounds, against one on a fresh case of the same flow, turn about. */
export async function longCase(place: Place): Promise<Bars> {
  const count = place.isQuick ? 200 : 1_000;
  const fresh = await casesIn(place, { round: 1, count });
  const long = await casesIn(place, { round: LAST_ROUND, count });
  const pairs: { fresh: number; long: number }[] = [];
  // The first round only warms both up.
  for (let n = 0; n <= PAIRS; n += 1) pairs.push({ fresh: await fresh(), long: await long() });
  const counted = pairs.slice(1);
  return {
    "long-case": atMost({
      ratio: median(counted.map((rates) => rates.fresh / rates.long)),
      bar: 1.5,
      note: `${asRate(median(counted.map((rates) => rates.long)))} with ${SIGNERS * (LAST_ROUND - 1)} decisions behind, ${asRate(median(counted.map((rates) => rates.fresh)))} fresh`,
    }),
  };
}

/** A service with cases in one round; each call presses as many of them and tells the rate. */
async function casesIn(
  place: Place,
  { round, count }: { round: number; count: number },
): Promise<() => Promise<number>> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: together(SIGNERS) });
  const cases = count * (PAIRS + 1);
  const stock = await fillStock(installation, { count: cases, people: "as-template", round });
  await start(place, {
    command: programOf(CALLBACKS_ONLY),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const port = Number(installation.env["PORT"]);
  return async () =>
    rateOf(await fireClosed(port, CONCURRENCY, stock.take(count).map(pressRequest)));
}
