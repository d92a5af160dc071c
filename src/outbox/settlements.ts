import type { Settlement } from "../store/settle.ts";

/** How tries have ended, on the way into the database. */
export interface Settlements {
  /** Noted now, written with those of others that end in the same moment: a commit costs more than a call. */
  add(settlement: Settlement): void;
  /** Ends when all that was noted is written. */
  written(): Promise<void>;
}

const MOMENT_MS = 10;

/** @param write must not throw; what it cannot write keeps its lease, and comes back by itself */
export function createSettlements(
  write: (settlements: readonly Settlement[]) => Promise<unknown>,
): Settlements {
  const underWay = new Set<Promise<unknown>>();
  let waiting: Settlement[] = [];
  let timer: NodeJS.Timeout | undefined;
  const writeNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const writing = write(waiting).finally(() => underWay.delete(writing));
    underWay.add(writing);
    waiting = [];
  };
  return {
    add: (settlement) => {
      waiting.push(settlement);
      timer ??= setTimeout(writeNow, MOMENT_MS);
    },
    written: async () => {
      writeNow();
      await Promise.all(underWay);
    },
  };
}
