// The service as its own process, to be killed and started again by tests.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/main.js", import.meta.url));

const PORT_ASKED_EVERY_MS = 50;

export interface ServiceProcess {
  /** Resolves when it answers requests; rejects with what it said when it ends before. */
  started: Promise<void>;
  /** Resolves with the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>;
  /** Resolves with its exit code; null when a signal ended it. */
  exitCode: Promise<number | null>;
  /** Every log line so far. */
  lines: string[];
  kill(signal: NodeJS.Signals): void;
  /** Whether it stands still after a SIGSTOP. */
  isStopped(): boolean;
}

/** Where its log goes: to us, to an open file, or into a pipe that nobody reads. */
export type LogTarget = "read" | "unread" | number;

/**
 * Starts `main.js` as the image does, with this environment; the process ends with the tests at the latest.
 * Where nobody reads its log, it counts as started as soon as its port answers.
 */
export function startService(
  env: Record<string, string>,
  logTarget: LogTarget = "read",
): ServiceProcess {
  const child = spawn(process.execPath, ["--enable-source-maps", MAIN], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", typeof logTarget === "number" ? logTarget : "pipe", "pipe"],
  });
  const lines: string[] = [];
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = exit.then(([, signal]) => {
    process.removeListener("exit", endWithUs);
    return signal;
  });
  return {
    exitCode: exit.then(([code]) => code),
    started:
      logTarget === "read" ? startOf(child, { lines, ended }) : portAnswers(env["PORT"] ?? ""),
    ended,
    lines,
    kill: (how) => child.kill(how),
    isStopped: () => /^State:\tT/m.test(readFileSync(`/proc/${child.pid}/status`, "utf8")),
  };
}

function startOf(
  child: ChildProcess,
  { lines, ended }: Pick<ServiceProcess, "lines" | "ended">,
): Promise<void> {
  let said = "";
  child.stderr?.on("data", (bytes) => (said += String(bytes)));
  return new Promise((resolve, reject) => {
    let rest = "";
    child.stdout?.on("data", (bytes) => {
      const parts = (rest + String(bytes)).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
      if (parts.some((line) => line.includes("service.started"))) resolve();
    });
    void ended.then(() => reject(new Error(`the service ended before it answered: ${said}`)));
  });
}

async function portAnswers(port: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await pause(PORT_ASKED_EVERY_MS);
  }
}
