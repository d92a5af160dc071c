// A program of ours as a process of its own, its log in a file as an operator would keep it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { logFile, type Place } from "./place.ts";

export interface Running {
  readonly pid: number;
  /** From the spawn to the first 200, in milliseconds. */
  readonly startedMs: number;
  /** Resident memory now, in MB. */
  rssMb(): number;
  /** CPU time used so far, in milliseconds. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export interface Program {
  /** Program and arguments, e.g. those of `programOf`. */
  command: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Asked until it answers 200. */
  healthUrl: string;
}

const MAIN = new URL("../../src/main.js", import.meta.url);

/** The service as it is delivered. */
export function serviceCommand(): string[] {
  return programOf(MAIN);
}

/** One compiled file as a program. `BENCH_PROFILE` names a folder for a CPU profile of it. */
export function programOf(file: URL): string[] {
  const profile = process.env["BENCH_PROFILE"];
  const flags = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  return [process.execPath, ...flags, fileURLToPath(file)];
}

const LOOK_EVERY_MS = 5;
const START_WITHIN_MS = 30_000;

/** Starts a program and waits for its first 200; it is stopped at the end of the benchmark at the latest. */
export async function start(place: Place, program: Program): Promise<Running> {
  const log = await logFile(place, "service");
  const startedAtMs = performance.now();
  const [file = "", ...args] = program.command;
  const child = spawn(file, args, {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...program.env },
    stdio: ["ignore", log, log],
  });
  const ended = once(child, "exit");
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
    process.removeListener("exit", endWithUs);
    log.end();
  };
  place.atEnd(stop);
  while (!(await answers(program.healthUrl))) {
    if (child.exitCode !== null || performance.now() - startedAtMs > START_WITHIN_MS) {
      throw new Error(`${program.command.join(" ")} does not answer; see ${String(log.path)}`);
    }
    await pause(LOOK_EVERY_MS);
  }
  const startedMs = performance.now() - startedAtMs;
  const pid = child.pid ?? 0;
  return { pid, startedMs, rssMb: () => rssMbOf(pid), cpuMs: () => cpuMsOf(pid), stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

const KB_PER_MB = 1_024;
const MS_PER_TICK = 10;

function rssMbOf(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0) / KB_PER_MB;
}

/** Fields 14 and 15 of `/proc/…/stat`, counted after the name, which may hold spaces. */
function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
