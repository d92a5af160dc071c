// What every command does first: the right Node, the dependencies of the lock file, a build that is up to date.
// Node's own modules only: it runs before `npm ci`.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isHeld, lockFolder } from "./services/folder-lock.mjs";

export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(PROJECT, "dist");
const STAMP = join(DIST, ".built-from");
const BUILD_LOCK = join(PROJECT, ".data", "build");
const CODE_FOLDERS = ["src", "scripts", "test", "bench"];
const OLDEST_NODE = [20, 19];

/** A step that failed with a message of its own; shown without a stack. */
export class StepFailed extends Error {}

/** Writes one line of progress. */
export const say = (line) => process.stderr.write(`· ${line}\n`);

/** Ends the process with the message of an expected failure, or with the stack of an unexpected one. */
export function failWith(error) {
  process.stderr.write(
    `\n${error instanceof StepFailed ? error.message : (error.stack ?? error)}\n`,
  );
  process.exitCode = 1;
}

/** Path of a program that a dependency brought. */
export const tool = (name) => join(PROJECT, "node_modules", ".bin", name);

/** Runs a program in the project folder with our terminal; resolves to its exit code. */
export function runProgram(file, args, { env, onStart, stdio = "inherit" } = {}) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === "win32";
    const child = spawn(file, args, {
      cwd: PROJECT,
      stdio,
      shell: windows,
      env: { ...process.env, ...env },
    });
    onStart?.(child);
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new StepFailed(
    `Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.version}`,
  );
}

/** Installs the dependencies when they are missing or older than the lock file. */
export async function ensureDependencies() {
  checkNode();
  const installed = join(PROJECT, "node_modules", ".package-lock.json");
  const lock = join(PROJECT, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say("installing dependencies (npm ci)");
  const code = await runProgram("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", 2, 2],
  });
  if (code !== 0) throw new StepFailed("npm ci failed; its message stands above");
}

function filesBelow(folder) {
  const found = readdirSync(join(PROJECT, folder), { withFileTypes: true, recursive: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const codeFiles = () =>
  CODE_FOLDERS.filter((folder) => existsSync(join(PROJECT, folder))).flatMap(filesBelow);

const SETTINGS = ["package-lock.json", "tsconfig.json", "tsconfig.browser.json"];

function builtFrom() {
  const settings = SETTINGS.map((name) => join(PROJECT, name)).filter((path) => existsSync(path));
  return [...settings, ...codeFiles().sort((a, b) => (a < b ? -1 : 1))];
}

function hashOf(files, tell) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(tell(file));
  return hash.digest("hex");
}

/** What is asked at every start, so nothing is read. */
function lookOf(files) {
  return hashOf(files, (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}\0`;
  });
}

/** Whether `dist` was built from these files. Some were touched without a change: then the new look is kept. */
function isFresh(files) {
  if (!existsSync(STAMP)) return false;
  const [look, contents] = readFileSync(STAMP, "utf8").split("\n");
  const lookNow = lookOf(files);
  if (look === lookNow) return true;
  if (contents !== hashOf(files, (file) => readFileSync(file))) return false;
  writeFileSync(STAMP, `${lookNow}\n${contents}`);
  return true;
}

/** Style sheets, pictures and the like that the compiler leaves behind. */
function copyAssets() {
  const assets = filesBelow("src").filter((file) => !/\.[cm]?tsx?$/.test(file));
  for (const file of assets) cpSync(file, join(DIST, file.slice(PROJECT.length + 1)));
}

async function compile() {
  rmSync(DIST, { recursive: true, force: true });
  const projects = ["tsconfig.json", "tsconfig.browser.json"].filter((name) =>
    existsSync(join(PROJECT, name)),
  );
  for (const project of projects) {
    const code = await runProgram(tool("tsc"), ["-p", project]);
    if (code !== 0) throw new StepFailed("the type check failed; its messages stand above");
  }
  copyAssets();
  const { bundleInPlace } = await import("./bundle.mjs");
  await bundleInPlace(join(DIST, "src", "main.js"));
}

async function takeBuildLock() {
  mkdirSync(BUILD_LOCK, { recursive: true });
  for (let waited = 0; isHeld(BUILD_LOCK) && waited < 600; waited += 1) await sleep(200);
  return lockFolder(BUILD_LOCK);
}

/** What else writes into `dist` says so: the next command builds anew. */
export function forgetBuild() {
  rmSync(STAMP, { force: true });
}

/** Type-checks and builds `dist` from nothing; with `ifStale` only when a source changed since the last build. */
export async function build({ ifStale = false } = {}) {
  const release = await takeBuildLock();
  try {
    const files = builtFrom();
    if (ifStale && isFresh(files)) return;
    say("type check and build");
    const stamp = `${lookOf(files)}\n${hashOf(files, (file) => readFileSync(file))}`;
    await compile();
    writeFileSync(STAMP, stamp);
  } finally {
    release();
  }
}
