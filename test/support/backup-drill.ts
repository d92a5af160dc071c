// A database that is lost and restored, as an operator does it.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildApp } from "../../src/app/build-app.ts";
import { openApp } from "../../src/app/start-app.ts";
import { createLog } from "../../src/lib/log.ts";
import type { FreshDatabase } from "./services.ts";
import { stopInstance, type World } from "./world.ts";

export const run = promisify(execFile);

/** `npm run backup` or `npm run restore`; what it prints. */
export async function backupCommand(
  name: "backup" | "restore",
  mysqlUrl: string,
  file: string,
): Promise<string> {
  const main = fileURLToPath(new URL(`../../scripts/backup/${name}-main.js`, import.meta.url));
  const env = { PATH: process.env["PATH"], MYSQL_URL: mysqlUrl };
  return (await run(process.execPath, [main, file], { env })).stdout;
}

/** A new service on another database, in place of the one that is stopped; phones stay as they are. */
export async function startOn(world: World, database: FreshDatabase): Promise<World> {
  await stopInstance(world, 0);
  await world.database.drop();
  const config = { ...world.config, mysqlUrl: database.mysqlUrl };
  const log = createLog("debug", { write: (line) => void world.logLines.push(line) });
  const { clock } = world;
  const app = await buildApp(config, { clock, log, failpoint: async () => undefined });
  await openApp(app);
  world.apps.push(app);
  return {
    ...world,
    app,
    config,
    database,
    close: async () => {
      await world.simulator.close();
      for (const step of app.stopSteps) await step.stop();
      await database.drop();
    },
  };
}
