// The service with its way in alone: it decides and queues, and sends nothing.
import { buildApp } from "../../src/app/build-app.ts";
import { openApp } from "../../src/app/start-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";

const config = loadConfig(process.env, diskFiles);
const app = await buildApp(config, {
  clock: systemClock,
  log: createLog(config.logLevel),
  failpoint: async () => undefined,
});
await openApp(app);
process.once("SIGTERM", () => {
  const stopped = app.stopSteps.reduce(
    (before, step) => before.then(() => step.stop()),
    Promise.resolve(),
  );
  void stopped.then(() => process.exit(0));
});
