// `npm run dev`: compiles on every change and restarts the service, unbundled. Settings come from `.env` where it exists.
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  build,
  ensureDependencies,
  failWith,
  forgetBuild,
  PROJECT,
  runProgram,
  tool,
} from "./bootstrap.mjs";

try {
  await ensureDependencies();
  await build({ ifStale: true });
  forgetBuild();
  const children = [];
  const onStart = (child) => children.push(child);
  const settings = existsSync(join(PROJECT, ".env")) ? ["--env-file=.env"] : [];
  const stopAll = () => children.forEach((child) => child.kill("SIGTERM"));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stopAll);
  await Promise.race([
    runProgram(tool("tsc"), ["-p", "tsconfig.json", "--watch", "--preserveWatchOutput"], {
      onStart,
    }),
    runProgram(
      process.execPath,
      ["--watch", "--enable-source-maps", ...settings, "dist/src/main.js"],
      { onStart },
    ),
  ]);
  stopAll();
} catch (error) {
  failWith(error);
}
