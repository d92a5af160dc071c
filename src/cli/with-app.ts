import { buildApp, type App } from "../app/build-app.ts";
import { prepareDatabase } from "../app/start-app.ts";
import { diskFiles } from "../config/disk-files.ts";
import { loadConfig } from "../config/load.ts";
import { SECOND_MS } from "../lib/clock.ts";
import { createLog } from "../lib/log.ts";
import { stopInOrder } from "../lib/stop.ts";
import { DatabaseAway, ping } from "../store/db.ts";
import type { Surroundings } from "./surroundings.ts";

const STOP_WITHIN_MS = 5 * SECOND_MS;

/** Lends the connected service, not started: what it queues is sent by the service that runs. */
export async function withApp<T>(
  { env, clock }: Surroundings,
  work: (app: App) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env, diskFiles);
  const log = createLog("silent");
  const app = await buildApp(config, { clock, log, failpoint: async () => undefined });
  try {
    return await work(app);
  } finally {
    const deadline = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref());
    await stopInOrder(app.stopSteps, { deadline, onFault: () => undefined });
  }
}

/** The same with a database that is there and ready. @throws DatabaseAway without waiting for it */
export function withDatabase<T>(
  surroundings: Surroundings,
  work: (app: App) => Promise<T>,
): Promise<T> {
  return withApp(surroundings, async (app) => {
    if (!(await ping(app.deps.db))) throw new DatabaseAway(undefined);
    await prepareDatabase(app);
    return work(app);
  });
}
