// The service as a process of its own with a simulated chat server, on the real clock: for crashes and outages.
import { setTimeout as pause } from "node:timers/promises";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { systemClock } from "../../src/lib/clock.ts";
import type { Simulator } from "../../src/simulator/simulator.ts";
import { change, closeDb, openDb, sqlFor, type Db } from "../../src/store/db.ts";
import { outboxState } from "../../src/store/outbox.ts";
import { refuseSecrets } from "./log-secrets.ts";
import { migratedDatabase } from "./migrated-database.ts";
import { freshRedis } from "./services.ts";
import { startService, type ServiceProcess } from "./service-process.ts";
import { environment, freePorts, openSimulator } from "./world.ts";

export interface ProcessWorld {
  simulator: Simulator;
  db: Db;
  url: string;
  service: ServiceProcess;
  /** Starts the service again after it died, as an operator's supervisor would. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** As the real one repeats a callback: at once, then after some time, at most three times. */
const RETRY_AFTER_MS = [0, 5_000, 5_000];

/** `failpoint` names where the first process of the service dies. */
export async function openProcessWorld(failpoint: string): Promise<ProcessWorld> {
  const database = await migratedDatabase("crash");
  const db = openDb(database.mysqlUrl, 2);
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const simulator = openSimulator(systemClock, url, {
    behaviour: { retryAfterMs: RETRY_AFTER_MS },
  });
  const simulatorUrl = await simulator.listen();
  const env = {
    ...environment({ port, url, simulatorUrl, mysqlUrl: database.mysqlUrl }),
    REDIS_URL: await freshRedis(),
  };
  const world: ProcessWorld = {
    simulator,
    db,
    url,
    service: startService({ ...env, QIANPI_FAILPOINTS: failpoint }),
    restart: async () => {
      await endLeases(db);
      world.service = startService(env);
      await world.service.started;
    },
    close: async () => {
      world.service.kill("SIGKILL");
      await world.service.ended;
      await simulator.close();
      await closeDb(db);
      await database.drop();
      const config = loadConfig(env, diskFiles);
      refuseSecrets(world.service.lines, { config, chat: simulator.world });
    },
  };
  await world.service.started;
  return world;
}

/** What half a minute would do: nobody holds the rows any more that the dead process had claimed. */
export async function endLeases(db: Db): Promise<void> {
  const query = sqlFor.updateTable("outbox").set({ claimed_until: new Date(0) });
  await change(db, query.where("claim_token", "is not", null));
}

const LOOK_AGAIN_MS = 25;

/** Waits in real time until it is so; the test's own limit ends a wait in vain. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(LOOK_AGAIN_MS);
}

/** Waits until every message has left. */
export function untilAllSent({ db }: Pick<ProcessWorld, "db">): Promise<void> {
  return until(async () => (await outboxState(db)).waiting === 0);
}
