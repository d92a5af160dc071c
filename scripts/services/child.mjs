// Child processes of the local servers: knows how to find, start and stop a program.
// Must not know which servers there are.
import { execFile, spawn } from "node:child_process";
import { accessSync, constants, openSync, closeSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const EXTRA_FOLDERS = [
  "/usr/sbin",
  "/usr/local/sbin",
  "/sbin",
  "/opt/homebrew/bin",
  "/usr/local/bin",
];

/** Full path of an installed program, or undefined. `QIANPI_IGNORE_INSTALLED=1` hides the ones a caller marks as `server`. */
export function findProgram(name, { server = false } = {}) {
  if (server && process.env.QIANPI_IGNORE_INSTALLED === "1") return undefined;
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...EXTRA_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program to its end and returns its standard output; on failure the error carries the last lines it wrote. */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    execFile(file, args, { maxBuffer: 64 * 1024 * 1024, ...options }, (cause, stdout, stderr) => {
      if (!cause) return resolve(stdout);
      const words = `${stdout}\n${stderr}`.trim().split("\n").slice(-8).join("\n");
      reject(new Error(`${file} failed:\n${words}`, { cause }));
    });
  });
}

/** The command such that it ends with this process, even on kill -9, where the machine has `setpriv`. */
export function endingWithUs(command) {
  const setpriv = findProgram("setpriv");
  return setpriv ? [setpriv, "--pdeathsig", "TERM", "--", ...command] : command;
}

/** Starts a server that ends with this process. Its output goes to `logFile`; it does not keep this process alive. */
export function startServer({ command, env, logFile, cwd }) {
  const [file, ...args] = endingWithUs(command);
  const log = openSync(logFile, "a");
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  child.on("error", () => undefined); // seen by whoever waits: a child that failed to start never becomes ready
  child.unref();
  return child;
}

/** True while the child runs. */
export const isRunning = (child) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** Asks a child to end and waits for it; after 10 s it is killed. With `atOnce` it is killed straight away. */
export async function stopServer(child, { atOnce = false } = {}) {
  if (!isRunning(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.ref();
  child.kill(atOnce ? "SIGKILL" : "SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(killer);
}

/** Repeats `probe` until it answers something; gives up when the child has ended or the time is over. */
export async function waitUntilReady(child, probe, { timeoutMs }) {
  const giveUpAt = performance.now() + timeoutMs;
  while (isRunning(child) && performance.now() < giveUpAt) {
    const answer = await probe().catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(30);
  }
  return undefined;
}

/** A TCP port on 127.0.0.1 that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
