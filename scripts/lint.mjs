// `npm run lint`: oxlint with types, format, then the layer check. All three run; one failure fails the whole.
// With --format (`npm run format`) it writes the format instead.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  build,
  ensureDependencies,
  failWith,
  PROJECT,
  runProgram,
  say,
  tool,
} from "./bootstrap.mjs";

const FOLDERS = ["src", "test", "scripts", "bench"];
const existing = () => FOLDERS.filter((folder) => existsSync(join(PROJECT, folder)));
const formatted = () => existing().map((folder) => `${folder}/**/*.{ts,tsx,mts,mjs}`);

/** Runs every check on what is built; resolves to the names of the failed ones. */
export async function lint() {
  const checks = [
    ["lint", tool("oxlint"), ["--type-aware", "--deny-warnings", "--format=unix", ...existing()]],
    [
      "format",
      tool("oxfmt"),
      ["--list-different", "--no-error-on-unmatched-pattern", ...formatted()],
    ],
    ["layers", process.execPath, ["--enable-source-maps", "dist/scripts/check-layers.js"]],
  ];
  const failed = [];
  for (const [name, file, args] of checks) {
    if ((await runProgram(file, args)) === 0) continue;
    failed.push(name);
    say(
      name === "format" ? "these files are not formatted; run: npm run format" : `${name} failed`,
    );
  }
  return failed;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await ensureDependencies();
    if (process.argv.includes("--format")) {
      process.exitCode = await runProgram(tool("oxfmt"), [
        "--no-error-on-unmatched-pattern",
        ...formatted(),
      ]);
    } else {
      await build({ ifStale: true });
      process.exitCode = (await lint()).length === 0 ? 0 : 1;
    }
  } catch (error) {
    failWith(error);
  }
}
