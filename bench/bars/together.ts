import { atLeast, type Bars } from "../bar.ts";
import { SIGNERS_AT_ONCE, together as signedTogether } from "../support/bureau.ts";
import { fireWaves, rateOf } from "../support/gun.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";
import { pressRequest } from "../support/presses.ts";
import { programOf, start } from "../support/service.ts";
import { asRate, median } from "../support/statistics.ts";
import { fillStock } from "../support/stock.ts";
import type { Waiting } from "../support/waiting.ts";

const CALLBACKS_ONLY = new URL("../programs/callbacks-only.js", import.meta.url);
const ROUNDS = 5;

/**
 * Sixteen signers press one case in the same moment, wave after wave, against waves of sixteen presses on sixteen
 * such cases. Every answer must be a 200: no lock that was lost is seen outside.
 */
export async function together(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, {
    apiUrl: api.url,
    files: signedTogether(SIGNERS_AT_ONCE),
  });
  const waves = SIGNERS_AT_ONCE * (place.isQuick ? 2 : 8);
  const count = 2 * waves * (ROUNDS + 1);
  const stock = await fillStock(installation, { count, people: "as-template" });
  await start(place, {
    command: programOf(CALLBACKS_ONLY),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const port = Number(installation.env["PORT"]);
  const fire = async (cases: readonly Waiting[][]): Promise<number> =>
    rateOf(
      await fireWaves(
        port,
        cases.map((wave) => wave.map(pressRequest)),
      ),
    );
  const pairs: { hot: number; spread: number }[] = [];
  // The first round only warms both up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const spread = await fire(spreadWaves(stock.takeWhole(waves)));
    pairs.push({ spread, hot: await fire(stock.takeWhole(waves)) });
  }
  const counted = pairs.slice(1);
  const note = `${asRate(median(counted.map(({ hot }) => hot)))} of ${asRate(median(counted.map(({ spread }) => spread)))}`;
  const ratio = median(counted.map(({ hot, spread }) => hot / spread));
  return { "one-case-sixteen-signers": atLeast({ ratio, bar: 0.5, note }) };
}

/** The same presses in such an order that no wave meets a case twice. */
function spreadWaves(cases: readonly Waiting[][]): Waiting[][] {
  return cases.map((_, wave) =>
    Array.from({ length: SIGNERS_AT_ONCE }, (_unused, n) => {
      const base = wave - (wave % SIGNERS_AT_ONCE);
      const signer = (wave + n) % SIGNERS_AT_ONCE;
      return cases[base + n]?.[signer];
    }).filter((one) => one !== undefined),
  );
}
