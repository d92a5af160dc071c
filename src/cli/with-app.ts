import { buildApp, type App } from "../app/build-app.ts";
import { diskFiles } from "../config/disk-files.ts";
import { loadConfig } from "../config/load.ts";
import { SECOND_MS } from "../lib/clock.ts";
import { createLog } from "../lib/log.ts";
import { stopInOrder } from "../lib/stop.ts";
import { DatabaseAway, ping } from "../store/db.ts";
import { pendingMigrations } from "../store/migrate.ts";
import { NotReady } from "./not-ready.ts";
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

/**
 * The same with a database that is there and has the tables of this release. A command neither changes the schema nor
 * publishes flows: that is done by a start of the service, and by `flows publish`.
 * @throws DatabaseAway without waiting for it, NotReady
 */
export function withDatabase<T>(
  surroundings: Surroundings,
  work: (app: App) => Promise<T>,
): Promise<T> {
  return withApp(surroundings, async (app) => {
    if (!(await ping(app.deps.db))) throw new DatabaseAway(undefined);
    const pending = await pendingMigrations(app.config.mysqlUrl);
    if (pending.length > 0) throw new NotReady(schemaWords(pending.length));
    return work(app);
  });
}

function schemaWords(steps: number): string {
  return `数据库的表结构还差 ${steps} 步，命令不会补上；请先启动本版本的服务，新建的库也可以运行 npm run qianpi -- flows publish`;
}
