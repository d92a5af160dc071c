import { setTimeout as pause } from "node:timers/promises";
import { buildApp, type App } from "../../src/app/build-app.ts";
import { openApp } from "../../src/app/start-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { inTransaction, type Db } from "../../src/store/db.ts";
import { addToOutbox, outboxState } from "../../src/store/outbox.ts";
import { atLeast, type Bars } from "../bar.ts";
import { IN_TURN } from "../support/bureau.ts";
import { openInstantApi } from "../support/instant-api.ts";
import { install, type Place } from "../support/place.ts";

const ADDED_AT_ONCE = 500;

/** Messages for as many people, one each, so that no limit of the platform holds any of them back. */
export async function fillOutbox(db: Db, count: number): Promise<void> {
  const at = new Date();
  for (let first = 0; first < count; first += ADDED_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ADDED_AT_ONCE, count - first) }, (_, n) => ({
      orderKey: `drain-${first + n}`,
      lane: "normal" as const,
      message: {
        kind: "send-text",
        to: `d${first + n}`,
        content: `第 ${first + n} 条，共 ${count} 条`,
      },
      availableAt: at,
    }));
    await inTransaction(db, async (tx) => addToOutbox(tx, rows, at));
  }
}

/** How fast a full outbox empties when the chat server answers at once: the whole way, HTTP and limits included. */
export async function drain(place: Place): Promise<Bars> {
  const api = await openInstantApi(place);
  const installation = await install(place, { apiUrl: api.url, files: IN_TURN });
  const app = await appOf({ ...installation.env, PORT: "0" });
  place.atEnd(async () => {
    for (const step of app.stopSteps) await step.stop();
  });
  const { db } = app.deps;
  await fillOutbox(db, 500);
  await app.sender.drain();
  const count = place.isQuick ? 6_000 : 30_000;
  await fillOutbox(db, count);
  await pause(500);
  const before = { calls: await api.calls(), cpu: process.cpuUsage() };
  const startedMs = performance.now();
  await app.sender.drain();
  const elapsedMs = performance.now() - startedMs;
  const cpu = process.cpuUsage(before.cpu);
  const { waiting } = await outboxState(db);
  if (waiting > 0) throw new Error(`${waiting} rows still wait`);
  const cpuUs = (cpu.user + cpu.system) / count;
  return {
    "outbox-drain": atLeast({
      ratio: (count / elapsedMs) * 1_000,
      bar: 3_000,
      unit: "rows/s",
      note: `${count} rows, ${(await api.calls()) - before.calls} calls; ${cpuUs.toFixed(0)} µs CPU of the sender each`,
    }),
  };
}

async function appOf(env: Record<string, string>): Promise<App> {
  const app = await buildApp(
    { ...loadConfig(env, diskFiles), port: 0 },
    {
      clock: systemClock,
      log: createLog("error"),
      failpoint: async () => undefined,
    },
  );
  await openApp(app);
  return app;
}
