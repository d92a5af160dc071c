import { clockText, momentText } from "../../src/messages/moments.ts";
import type { Clock } from "../../src/lib/clock.ts";

const HEAD_CELLS = 10;

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** One step: an English word that says what it is, then what happens in the bureau, with the demo's time. */
export function step(clock: Clock, head: string, detail: string): void {
  const [first = "", ...rest] = detail.split("\n");
  print(`  ${clockText(clock.now())}  ${padCells(head, HEAD_CELLS)} ${first}`);
  for (const line of rest) print(`${" ".repeat(HEAD_CELLS + 10)}${line}`);
}

/** A heading with the day, for where the clock has been moved. */
export function heading(clock: Clock, words: string): void {
  const now = clock.now();
  print(`\n${momentText(now, now)}  ${words}`);
}

/** Rows under heads, each column as wide as its widest cell; Chinese characters are two cells wide. */
export function table(rows: readonly (readonly string[])[]): void {
  const [first = []] = rows;
  const widths = first.map((_, column) =>
    Math.max(...rows.map((row) => cellsOf(row[column] ?? ""))),
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => padCells(cell, widths[column] ?? 0)).join("  "),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  for (const line of [lines[0] ?? "", rule, ...lines.slice(1)]) print(`  ${line.trimEnd()}`);
}

function padCells(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - cellsOf(text)));
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

function cellsOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}
