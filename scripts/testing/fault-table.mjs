// The table of `npm run test:faults`: what every cell of the fault matrix has shown. Knows no test.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const COLUMNS = ["cell", "rounds", "callbacks", "lost", "doubled", "givenUp", "recoveryMs"];

/** A file that tests append their rows to, one JSON object a line. */
export const openFaultTable = () => join(mkdtempSync(join(tmpdir(), "qianpi-faults-")), "rows");

/** The rows of one cell as one: everything added up, the longest recovery. */
function summed(rows) {
  const [first, ...others] = rows;
  return others.reduce(
    (sum, row) => ({
      ...sum,
      ...Object.fromEntries(COLUMNS.slice(1, -1).map((name) => [name, sum[name] + row[name]])),
      recoveryMs: Math.max(sum.recoveryMs, row.recoveryMs),
    }),
    first,
  );
}

/** Prints the table and removes the file. */
export function printFaultTable(file) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  rmSync(dirname(file), { recursive: true, force: true });
  const rows = lines.map((line) => JSON.parse(line));
  const cells = [...new Set(rows.map(({ cell }) => cell))].toSorted((a, b) => (a < b ? -1 : 1));
  const table = cells.map((cell) => summed(rows.filter((row) => row.cell === cell)));
  const texts = [COLUMNS, ...table.map((row) => COLUMNS.map((name) => String(row[name])))];
  for (const text of texts) {
    process.stdout.write(`${text.map((word) => word.padStart(11)).join("")}\n`);
  }
}
