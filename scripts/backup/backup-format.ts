// backup: the whole database as one file, and back into an empty one.
// Must not know the service: it reads and writes tables, whatever they are.

/** First line of a backup; the number changes when an older restore could not read it. */
export const FIRST_LINE = "-- qianpi backup 1";

/** What the last line counts, so that a file that was cut off is known as such. */
export interface Tally {
  takenAt: string;
  /** Rows by table. */
  rows: Record<string, number>;
}

const TALLY = "-- complete ";

export function tallyLine(tally: Tally): string {
  return `${TALLY}${JSON.stringify(tally)}`;
}

/** The tally when this is the last line of a backup. */
export function readTally(line: string): Tally | undefined {
  return line.startsWith(TALLY) ? (JSON.parse(line.slice(TALLY.length)) as Tally) : undefined;
}

/** A backup that cannot be made or used, in words for the operator. */
export class BackupRefused extends Error {}
