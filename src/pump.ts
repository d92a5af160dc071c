import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "./lib/log.ts";

export interface Pump {
  /** Asks for a turn soon. */
  nudge(): void;
  /** Ends after the turn that is running. */
  stop(): Promise<void>;
}

/** Carries nudges to whoever listens; those given before somebody does are dropped. */
export interface Nudges {
  give(): void;
  to(listener: () => void): void;
}

export function createNudges(): Nudges {
  let listener: () => void = () => undefined;
  return {
    give: () => listener(),
    to: (next) => {
      listener = next;
    },
  };
}

export interface PumpOptions {
  pollMs: number;
  /** From a nudge to the turn, and at least from the beginning of a turn to that of the next. */
  gatherMs: number;
  log: Logger;
}

/**
 * Repeats `turn` while it finds work, then waits for a nudge or for `pollMs`, whichever comes first. Turns begin some time
 * apart, in which more may gather; a turn that lasts longer is followed at once. A nudge that is lost costs one poll.
 */
export function startPump(
  turn: () => Promise<number>,
  { pollMs, gatherMs, log }: PumpOptions,
): Pump {
  let isStopped = false;
  let isWanted = false;
  let wake: () => void = () => undefined;
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!isStopped) {
      isWanted = false;
      let since = performance.now();
      const found = await safely(turn, log);
      if (found === 0 && !isWanted && !isStopped) {
        await rest();
        since = performance.now();
      }
      // Whoever nudged answers first; what others bring in the same moment leaves together with it.
      if (!isStopped) await pause(Math.max(0, since + gatherMs - performance.now()));
    }
  };
  const running = run();
  return {
    nudge: () => {
      isWanted = true;
      wake();
    },
    stop: async () => {
      isStopped = true;
      wake();
      await running;
    },
  };
}

async function safely(turn: () => Promise<number>, log: Logger): Promise<number> {
  try {
    return await turn();
  } catch (error) {
    log.error({ err: error }, "pump.failed");
    return 0;
  }
}
