// Runs one of our programs from `dist` in this very process (signals arrive directly), building first when needed.
// Use: node scripts/run.mjs src/main.js [arguments]
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, ensureDependencies, failWith, PROJECT, StepFailed } from "./bootstrap.mjs";

const [, self, entry = "src/main.js", ...args] = process.argv;
const program = join(PROJECT, "dist", entry);

async function prepare() {
  if (existsSync(join(PROJECT, "src"))) {
    await ensureDependencies();
    await build({ ifStale: true });
  }
  if (!existsSync(program)) throw new StepFailed(`there is no ${program} (asked for by ${self})`);
  return true;
}

if (await prepare().catch(failWith)) {
  process.setSourceMapsEnabled(true);
  process.argv = [process.argv[0], program, ...args];
  await import(pathToFileURL(program).href);
}
