// Runs mocha once and counts what it says, passing its words on.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PROJECT } from "../bootstrap.mjs";
import { endingWithUs } from "../services/child.mjs";

const MOCHA = join(PROJECT, "node_modules", "mocha", "bin", "mocha.js");
const MINUTE_MS = 60_000;

/** A stage that takes longer hangs. */
function limitOf({ FAULTS, NIGHTLY }) {
  if (NIGHTLY !== undefined) return 480 * MINUTE_MS;
  return FAULTS === "all" ? 60 * MINUTE_MS : 15 * MINUTE_MS;
}

function count(output, word) {
  const found = [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gm"))].at(-1);
  return found ? Number(found[1]) : 0;
}

/**
 * Resolves to `{ passed, failed, pending }`; a mocha that ends badly without a failed test counts as one failure.
 * `isHeld` keeps its words until it has ended, where another is talking.
 */
export function runMocha(args, { env, isHeld, onStart }) {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: PROJECT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    };
    const [file, ...rest] = endingWithUs([
      process.execPath,
      "--enable-source-maps",
      MOCHA,
      ...args,
    ]);
    const child = spawn(file, rest, options);
    onStart(child);
    let output = "";
    child.stdout.on("data", (bytes) => {
      output += bytes;
      if (!isHeld) process.stdout.write(bytes);
    });
    const limitMs = limitOf(env);
    const overdue = setTimeout(() => {
      process.stderr.write(
        `\nthis stage takes longer than ${limitMs / MINUTE_MS} min and is ended; does a test leave a handle open?\n`,
      );
      child.kill("SIGKILL");
    }, limitMs);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(overdue);
      if (isHeld) process.stdout.write(output);
      const said = stripVTControlCharacters(output);
      const failed = count(said, "failing");
      resolve({
        passed: count(said, "passing"),
        pending: count(said, "pending"),
        failed: code === 0 ? failed : Math.max(1, failed),
      });
    });
  });
}
