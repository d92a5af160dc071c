// cli: what an operator types at a terminal; each command is a thin door to an action, the API or the doctor.
// Must not decide anything itself, and must not read the environment: it is handed in.
import type { Environment } from "../config/variables.ts";
import type { Clock } from "../lib/clock.ts";

/** What a command needs of the process it runs in. */
export interface Surroundings {
  env: Environment;
  clock: Clock;
  /** Who is at the keyboard, for the audit. */
  operator: string;
  /** Width of the terminal. */
  columns: number;
  /** Each writes one or more whole lines. */
  out: (text: string) => void;
  err: (text: string) => void;
}

/** 0 done, 1 refused (or the doctor found a fault), 2 called wrongly, 3 something broke. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Surroundings of one run, which ends with one code. */
export interface Cli extends Surroundings {
  finish: (code: ExitCode) => void;
}
