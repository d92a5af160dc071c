// `npm run build`: type check and a clean `dist`. With --if-stale nothing happens when no source changed.
import { build, ensureDependencies, failWith } from "./bootstrap.mjs";

try {
  await ensureDependencies();
  await build({ ifStale: process.argv.includes("--if-stale") });
} catch (error) {
  failWith(error);
}
