import { atMost, type Bars } from "../bar.ts";
import { IN_TURN } from "../support/bureau.ts";
import { fireClosed, rateOf } from "../support/gun.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";
import { enterXml, pressRequest, requestOf } from "../support/presses.ts";
import { serviceCommand, start } from "../support/service.ts";
import { fillStock } from "../support/stock.ts";
import { personNo } from "../support/bureau.ts";

const CONNECTIONS = 16;
const LOOKS = 20;

/**
 * Resident memory after very many callbacks: one in fifty is a press that decides, two in five are an earlier press
 * once more, the others are people who open the chat. Every one is verified, decrypted and remembered.
 */
export async function memory(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: IN_TURN });
  const count = place.isQuick ? 50_000 : 1_000_000;
  const stock = await fillStock(installation, { count: count / ONE_DECIDES, people: "by-case" });
  const service = await start(place, {
    command: serviceCommand(),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const port = Number(installation.env["PORT"]);
  const looksMb: number[] = [];
  const startedMs = performance.now();
  for (let look = 0; look < LOOKS; look += 1) {
    rateOf(await fireClosed(port, CONNECTIONS, mixed(stock.take, count / LOOKS)));
    looksMb.push(service.rssMb());
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const every = looksMb.filter((_, n) => n % 4 === 3).map((mb) => mb.toFixed(0));
  return {
    "memory-after-callbacks": atMost({
      ratio: looksMb.at(-1) ?? 0,
      bar: 250,
      unit: "MB",
      note: `${count} callbacks in ${seconds.toFixed(0)} s, every fifth of them ${every.join(" ")} MB, highest ${Math.max(...looksMb).toFixed(0)} MB`,
    }),
  };
}

const ONE_DECIDES = 50;
const REPEATED = 20;

/** Requests made as they are needed: their timestamps must be fresh. */
function* mixed(
  take: (count: number) => Parameters<typeof pressRequest>[0][],
  count: number,
): Generator<Buffer> {
  for (let sent = 0; sent < count; sent += ONE_DECIDES) {
    const [waiting] = take(1);
    if (waiting === undefined) return;
    const press = pressRequest(waiting);
    yield press;
    for (let n = 0; n < REPEATED; n += 1) yield press;
    for (let n = 1; n < ONE_DECIDES - REPEATED; n += 1) yield requestOf(enterXml(personNo(n)));
  }
}
