import { buildApp } from "./app/build-app.ts";
import { openApp, runApp } from "./app/start-app.ts";
import { diskFiles } from "./config/disk-files.ts";
import { loadConfig } from "./config/load.ts";
import { startupCheck } from "./doctor/startup-check.ts";
import { startFailureOf } from "./doctor/startup-words.ts";
import { keepTime } from "./keep-time.ts";
import { createCorrectedClock, SECOND_MS, systemClock } from "./lib/clock.ts";
import { failpointsOf } from "./lib/failpoint.ts";
import { closeLog, createLog } from "./lib/log.ts";
import { stopInOrder } from "./lib/stop.ts";

/** From SIGTERM to exit, whatever hangs. */
const STOP_WITHIN_MS = 9 * SECOND_MS;

async function main(): Promise<void> {
  const config = loadConfig(process.env, diskFiles);
  const log = createLog(config.logLevel);
  const clock = createCorrectedClock();
  const app = await buildApp(config, {
    clock,
    log,
    failpoint: failpointsOf(config.failpoints),
  });
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, "service.stopping");
    const deadline = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref());
    const unfinished = await stopInOrder(app.stopSteps, {
      deadline,
      onFault: (step, err) => log.error({ err, step }, "service.stop-failed"),
    });
    log.info({ unfinished }, "service.stopped");
    await closeLog(log);
    process.exit(unfinished.length === 0 ? 0 : 1);
  };
  // npm may hand the same signal on twice.
  let isStopping = false;
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.on(name, (signal) => {
      if (!isStopping) void stop(signal);
      isStopping = true;
    });
  }
  const address = await openApp(app);
  runApp(app);
  const stopKeepingTime = await keepTime({ db: app.deps.db, clock, log, metrics: app.metrics });
  app.stopSteps.unshift({ name: "clock", stop: stopKeepingTime });
  log.info({ address, publicUrl: config.publicUrl }, "service.started");
  void startupCheck({ config, clock: systemClock, db: app.deps.db, api: app.api }, log);
}

try {
  await main();
} catch (error) {
  const { words, isUnexpected } = startFailureOf(error);
  if (isUnexpected) createLog("fatal").fatal({ err: error }, "service.start-failed");
  // Connections that are open already would keep a process alive that serves nobody.
  process.stderr.write(`${words}\n`, () => process.exit(1));
}
