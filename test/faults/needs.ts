// Tools of the distribution that some cells need.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "mocha";

/** Leaves a test out where its tool is not to be had; where all must run, its absence is a failure. */
export function need(context: Context, tool: string, isThere: boolean): void {
  if (isThere) return;
  if (process.env["CI"] !== undefined) throw new Error(`${tool} is not installed`);
  context.skip();
}

export function hasProgram(name: string): boolean {
  return spawnSync("which", [name]).status === 0;
}

/** The library of Debian's faketime. */
export function fakeTime(): string | undefined {
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  return folders
    .map((name) => join("/usr/lib", name, "faketime", "libfaketime.so.1"))
    .find((path) => existsSync(path));
}
