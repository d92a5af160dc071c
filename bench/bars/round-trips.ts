import { countMysqlCommands } from "../../test/support/mysql-commands.ts";
import { openTcpProxy } from "../../test/support/tcp-proxy.ts";
import { atMost, type Bars } from "../bar.ts";
import { IN_TURN } from "../support/bureau.ts";
import { fireClosed, rateOf } from "../support/gun.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";
import { pressRequest } from "../support/presses.ts";
import { programOf, start } from "../support/service.ts";
import { fillStock } from "../support/stock.ts";

const CALLBACKS_ONLY = new URL("../programs/callbacks-only.js", import.meta.url);
const PRESSES = 200;
const WARM_UP = 50;

/** Commands that reach MySQL for one decision, counted by a proxy between the two. */
export async function roundTrips(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: IN_TURN });
  const stock = await fillStock(installation, { count: PRESSES + WARM_UP, people: "by-case" });
  const commands = countMysqlCommands();
  const proxy = await openTcpProxy(installation.mysqlUrl, commands.watch);
  place.atEnd(() => proxy.close());
  await start(place, {
    command: programOf(CALLBACKS_ONLY),
    env: { ...installation.env, MYSQL_URL: proxy.through(installation.mysqlUrl) },
    healthUrl: `${installation.url}/healthz`,
  });
  const port = Number(installation.env["PORT"]);
  rateOf(await fireClosed(port, 4, stock.take(WARM_UP).map(pressRequest)));
  const before = commands.total();
  rateOf(await fireClosed(port, 4, stock.take(PRESSES).map(pressRequest)));
  const each = (commands.total() - before) / PRESSES;
  const note = `${commands.total() - before} commands for ${PRESSES} decisions`;
  return { "round-trips": atMost({ ratio: each, bar: 4, unit: "trips", note }) };
}
