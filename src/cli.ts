import { userInfo } from "node:os";
import { runCli } from "./cli/run-cli.ts";
import { systemClock } from "./lib/clock.ts";

const DEFAULT_COLUMNS = 100;
/** What the audit keeps of a name. */
const MAX_OPERATOR_CHARS = 60;

// A reader such as `head` that has seen enough closes the pipe; that is no fault.
process.stdout.on("error", () => process.exit());

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  clock: systemClock,
  operator: `cli:${userInfo().username}`.slice(0, MAX_OPERATOR_CHARS),
  columns: process.stdout.columns ?? DEFAULT_COLUMNS,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
