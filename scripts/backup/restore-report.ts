import type { Tally } from "./backup-format.ts";
import type { LookAt } from "./quarantine.ts";

const MOST_LINES = 40;

/** What a restore says at its end: what is there, what was put aside, what people must do. */
export function restoreReport(tally: Tally, { quarantined, pending, decisions }: LookAt): string {
  const tables = Object.keys(tally.rows).length;
  const rows = Object.values(tally.rows).reduce((sum, each) => sum + each, 0);
  return [
    `restored ${rows} rows in ${tables} tables as of ${tally.takenAt} UTC`,
    `decisions: ${decisions.count}, the last at ${decisions.lastAt ?? "never"} UTC; later ones are gone`,
    "",
    `put aside, not sent (outbox rows in state quarantined): ${sum(quarantined)}`,
    ...shortened(quarantined.map((one) => `  ${one.rows} × ${one.kind} to ${one.receiver}`)),
    "",
    `signatures that are asked for (given again if they were given after the backup): ${pending.length}`,
    ...shortened(pending.map((one) => `  ${one.caseNo} ${one.label}: ${one.holder}`)),
    "",
    "next: docs/operations.md, “Backup and restore”",
  ].join("\n");
}

function sum(rows: LookAt["quarantined"]): number {
  return rows.reduce((total, one) => total + Number(one.rows), 0);
}

function shortened(lines: string[]): string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `  … and ${lines.length - MOST_LINES} more`];
}
