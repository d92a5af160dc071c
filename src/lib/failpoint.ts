import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "./errors.ts";

/** What a point does when its turn has come. */
type Act = (ms: number) => Promise<void> | void;

const ACTS: Readonly<Record<string, Act>> = {
  /** As a power cut would. */
  kill: () => void process.kill(process.pid, "SIGKILL"),
  /** The process stands still until somebody continues it. */
  stop: () => void process.kill(process.pid, "SIGSTOP"),
  throw: () => {
    throw new AppError("failpoint", "a failpoint throws");
  },
  /** The event loop is blocked. */
  spin: (ms) => {
    const untilMs = performance.now() + ms;
    while (performance.now() < untilMs);
  },
  wait: (ms) => pause(ms),
};

interface Armed {
  passesLeft: number;
  act: Act;
  ms: number;
}

/**
 * Named points where a test makes something happen: `name` kills the process there, `name:2` the second time,
 * `name=stop`, `name=throw`, `name=spin-500` and `name=wait-500` (milliseconds) do that instead.
 * Without names, as in production, every point does nothing.
 */
export function failpointsOf(names: readonly string[]): (name: string) => Promise<void> {
  const armed = new Map(names.map(read));
  return async (name) => {
    const point = armed.get(name);
    if (point === undefined) return;
    point.passesLeft -= 1;
    if (point.passesLeft === 0) await point.act(point.ms);
  };
}

function read(text: string): [string, Armed] {
  const [place = text, what = "kill"] = text.split("=");
  const [name = place, times = "1"] = place.split(":");
  const [act = what, ms = "0"] = what.split("-");
  const known = ACTS[act];
  if (known === undefined) throw new AppError("failpoint", `no failpoint does ${act}`);
  return [name, { passesLeft: Number(times), act: known, ms: Number(ms) }];
}
