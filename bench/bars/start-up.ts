import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { migrate } from "../../src/store/migrate.ts";
import { projectRoot } from "../../test/support/services.ts";
import { atMost, type Bars } from "../bar.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { metricOf } from "../support/metrics.ts";
import { install, type Place } from "../support/place.ts";
import { serviceCommand, start } from "../support/service.ts";
import { median } from "../support/statistics.ts";

const STARTS = 7;
const IDLE_MS = 3_000;
const BYTES_PER_MB = 2 ** 20;

/** From the command to the first 200 on a database that exists, and what the idle service holds. */
export async function startUp(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url });
  await migrate(installation.mysqlUrl);
  const { env, url } = installation;
  const startedMs: number[] = [];
  const idleMb: number[] = [];
  for (let n = 0; n < (place.isQuick ? 3 : STARTS); n += 1) {
    const service = await start(place, { command: command(), env, healthUrl: `${url}/readyz` });
    startedMs.push(service.startedMs);
    await pause(IDLE_MS);
    // By its own word: the process that was started is npm's.
    idleMb.push((await metricOf(url, "process_resident_memory_bytes")) / BYTES_PER_MB);
    await service.stop();
  }
  const list = (values: readonly number[]): string => values.map((one) => one.toFixed(0)).join(" ");
  return {
    "start-up": atMost({
      ratio: median(startedMs),
      bar: 1_000,
      unit: "ms",
      note: `${isDelivered() ? "npm start" : "node main.js"} to the first 200 of /readyz: ${list(startedMs)} ms`,
    }),
    "memory-idle": atMost({
      ratio: Math.max(...idleMb),
      bar: 150,
      unit: "MB",
      note: `resident ${IDLE_MS / 1_000} s after the start: ${list(idleMb)} MB`,
    }),
  };
}

/** Whether this is the build that `npm start` runs. */
function isDelivered(): boolean {
  return fileURLToPath(import.meta.url).startsWith(join(projectRoot, "dist"));
}

function command(): string[] {
  if (!isDelivered()) return serviceCommand();
  // The npm that belongs to this Node, whatever the path finds first.
  return [join(dirname(process.execPath), "npm"), "--silent", "--prefix", projectRoot, "start"];
}
