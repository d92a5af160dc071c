// The process of `tick-process.ts`.
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { buildApp } from "../../src/app/build-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { failpointsOf } from "../../src/lib/failpoint.ts";
import { createLog } from "../../src/lib/log.ts";

const at = new Date(process.argv[2] ?? "");
const config = loadConfig(process.env, diskFiles);
const app = await buildApp(config, {
  clock: { now: () => at },
  log: createLog("silent"),
  failpoint: failpointsOf(config.failpoints),
  alertSpreadMs: 0,
});
await oncePerTick(app.deps, "clocks", runClocks);
for (const step of app.stopSteps) await step.stop();
