import cron from "node-cron";
import { cleanUp } from "./actions/clean-up.ts";
import { oncePerTick } from "./actions/once-per-tick.ts";
import type { Deps } from "./actions/deps.ts";
import { handOverTasks } from "./actions/hand-over-tasks.ts";
import { outageWatch } from "./actions/make-up-for-outage.ts";
import { runClocks } from "./actions/run-clocks.ts";
import { sweepDirectory } from "./actions/sweep-directory.ts";
import { tellCopied } from "./actions/tell-copied.ts";
import { takeAnchor } from "./actions/take-anchor.ts";

/** What the clock does, a line a job. Second 17 keeps clear of the full and half hours, when the platform is busiest. */
const JOBS: readonly { name: string; expression: string; job: (deps: Deps) => Promise<unknown> }[] =
  [
    { name: "clocks", expression: "17 * * * * *", job: runClocks },
    { name: "hand-over", expression: "17 * * * * *", job: handOverTasks },
    { name: "directory", expression: "17 27 2 * * *", job: sweepDirectory },
    { name: "clean-up", expression: "17 17 3 * * *", job: cleanUp },
    // Tells at nine, or as soon after it as anybody asks.
    { name: "copies", expression: "17 */5 * * * *", job: tellCopied },
    // Takes one a day; asked again and again, because the hour at which it would be due may be missed.
    { name: "anchor", expression: "17 17 * * * *", job: (deps) => takeAnchor(deps) },
  ];

/** Before the others of its minute, which replace cards too. */
const WATCH_EXPRESSION = "7 * * * * *";
const EVERY_JOB = { noOverlap: true, timezone: "Asia/Shanghai" };

/** Starts the jobs; each asks what is due, so a missed tick costs only time. Returns how to stop them. */
export function startSchedule(deps: Deps): () => Promise<void> {
  const watch = outageWatch();
  const tasks = [
    cron.schedule(WATCH_EXPRESSION, () => runJob(deps, "watch", () => watch(deps)), EVERY_JOB),
    ...JOBS.map(({ name, expression, job }) => {
      const run = (): Promise<unknown> => oncePerTick(deps, name, job);
      return cron.schedule(expression, () => runJob(deps, name, run), { name, ...EVERY_JOB });
    }),
  ];
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}

async function runJob({ log }: Deps, name: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error({ err: error, job: name }, "job.failed");
  }
}
