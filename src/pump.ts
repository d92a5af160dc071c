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
  /** From a nudge to the turn, and from turn to turn. */
  gatherMs: number;
  log: Logger;
}

/**
 * Repeats `turn` while it finds work, then waits for a nudge or for `pollMs`, whichever comes first. Between turns there is
 * always a moment in which more may gather. A nudge that is lost costs one poll.
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
      const found = await safely(turn, log);
      if (found === 0 && !isWanted && !isStopped) await rest();
      // Whoever nudged answers first; what others bring in the same moment leaves together with it.
      if (!isStopped) await pause(gatherMs);
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
