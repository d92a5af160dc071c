import { HttpError } from "./errors.ts";

/** Lets a few work at a time. The others wait in line, in the order in which they came. */
export interface Turns {
  /**
   * Runs the work when its turn comes.
   * @throws HttpError 503 when it does not come in time, or nobody waits for it any more
   */
  take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/**
 * Without it, hundreds of callers at once would all be begun and hardly one be finished in time: each further one
 * makes every step of the others slower. Whoever waits in line costs nothing.
 */
export function createTurns({ width, patienceMs }: { width: number; patienceMs: number }): Turns {
  /** What lets each in, oldest first. */
  const line = new Set<() => void>();
  let running = 0;
  const waitInLine = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const letIn = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        line.delete(letIn);
        reject(new HttpError(503, "busy"));
      }, patienceMs);
      line.add(letIn);
    });
  const enter = async (): Promise<void> => {
    if (running === width) return waitInLine();
    running += 1;
  };
  /** The place goes to the next in line, else it is free. */
  const leave = (): void => {
    const [next] = line;
    if (next === undefined) running -= 1;
    else line.delete(next);
    next?.();
  };
  return {
    take: async (work, signal) => {
      await enter();
      try {
        if (signal.aborted) throw new HttpError(503, "busy");
        return await work();
      } finally {
        leave();
      }
    },
  };
}
