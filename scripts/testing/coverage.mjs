// Coverage from the records V8 wrote while the tests ran. The rules and the callback's checks must reach every branch.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, runProgram, tool } from "../bootstrap.mjs";

const FOLDER = join(PROJECT, "coverage");
const RECORDS = join(FOLDER, "records");
const EVERY_BRANCH = [
  "dist/src/domain/**",
  ...["signature", "crypto", "envelope", "callback", "errcodes"].map(
    (name) => `dist/src/wecom/${name}.js`,
  ),
];

/** Environment that makes Node write its records; old ones are removed. */
export function recordCoverage() {
  rmSync(FOLDER, { recursive: true, force: true });
  return { NODE_V8_COVERAGE: RECORDS };
}

const c8 = (args) =>
  runProgram(tool("c8"), [
    ...args,
    ...filesWithoutCode(),
    "--temp-directory",
    RECORDS,
    "--reports-dir",
    FOLDER,
  ]);
const includes = (patterns) => patterns.flatMap((pattern) => ["--include", pattern]);

/** Compiled files of types alone: nothing loads them, so they would count as never reached. */
function filesWithoutCode() {
  const root = join(PROJECT, "dist", "src");
  const names = readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".js"));
  const isEmpty = (name) =>
    readFileSync(join(root, name), "utf8")
      .replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, "")
      .trim() === "export {};";
  return names.filter(isEmpty).flatMap((name) => ["--exclude", `dist/src/${name}`]);
}

/** True when every branch of the files above was taken; the missing ones are listed. */
export async function checkEveryBranch() {
  const limits = [
    "--check-coverage",
    "--branches",
    "100",
    "--lines",
    "0",
    "--functions",
    "0",
    "--statements",
    "0",
  ];
  const report = ["--all", "--src", "dist/src", "--reporter", "text", "--skip-full"];
  return (await c8(["report", ...includes(EVERY_BRANCH), ...report, ...limits])) === 0;
}

/** Writes the report of all sources to `coverage/` and prints the table. */
export async function reportAll() {
  const how = [
    "--all",
    "--src",
    "dist/src",
    "--reporter",
    "text",
    "--reporter",
    "html",
    "--reporter",
    "lcovonly",
  ];
  return (await c8(["report", ...includes(["dist/src/**"]), ...how])) === 0;
}
