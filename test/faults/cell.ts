// A cell of the fault matrix as a test: its rounds, and what the table of all cells says of it.
import { appendFileSync } from "node:fs";
import { hasProgram, need } from "./needs.ts";

/** How the chat server repeats a callback in this round. */
export interface Round {
  n: number;
  /** Wait before each of its three repetitions, on the test's clock. */
  retryAfterMs: number;
  /** Repetitions come in a new envelope; else byte for byte. */
  reencrypts: boolean;
}

export interface CellOptions {
  /** Rounds of `npm run test:faults`; a short run has one of each spacing. Default 24. */
  rounds?: number;
  /** Rounds of a short run; default 3. */
  short?: number;
  /** For one round; default 10 s. */
  limitMs?: number;
  /** A program that the cell needs; without it the cell is left out. */
  tool?: string;
}

interface Row {
  cell: string;
  rounds: number;
  callbacks: number;
  lost: number;
  doubled: number;
  givenUp: number;
  recoveryMs: number;
}

export const IS_WHOLE = process.env["FAULTS"] === "all";

const SPACINGS_MS = [0, 1_000, 5_000];

let row: Row = emptyRow("");

/**
 * One cell: `inject` runs once a round and fails when the outcome is not the one required.
 * The title begins with the id of the cell and a colon.
 */
export function cell(
  title: string,
  inject: (round: Round) => Promise<void>,
  { rounds = 24, short = 3, limitMs = 10_000, tool }: CellOptions = {},
): void {
  const id = title.slice(0, title.indexOf(":"));
  const count = IS_WHOLE ? rounds : short;
  it(title, async function () {
    if (tool !== undefined) need(this, tool, hasProgram(tool));
    row = emptyRow(id);
    for (let n = 0; n < count; n += 1) {
      await inject(roundOf(n, id));
      row.rounds += 1;
    }
    report();
  }).timeout(limitMs * count);
}

/** All six ways of repeating come in turn; cells with one round begin at different ones. */
function roundOf(n: number, id: string): Round {
  const at = n + Number(id.slice(1));
  return {
    n,
    retryAfterMs: SPACINGS_MS[at % SPACINGS_MS.length] ?? 0,
    reencrypts: Math.floor(at / SPACINGS_MS.length) % 2 === 1,
  };
}

/** Adds what a round has shown to the row of its cell. */
export function note(seen: Omit<Row, "cell" | "rounds">): void {
  row.callbacks += seen.callbacks;
  row.lost += seen.lost;
  row.doubled += seen.doubled;
  row.givenUp += seen.givenUp;
  row.recoveryMs = Math.max(row.recoveryMs, seen.recoveryMs);
}

function report(): void {
  const file = process.env["FAULTS_TABLE"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}

function emptyRow(id: string): Row {
  return { cell: id, rounds: 0, callbacks: 0, lost: 0, doubled: 0, givenUp: 0, recoveryMs: 0 };
}
