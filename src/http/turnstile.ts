import { HttpError } from "./errors.ts";

/** Lets so many through at once; the others stand in line in the order of their coming. */
export interface Turnstile {
  /**
   * Does the work when its turn comes; whoever has left the line by then is passed over.
   * @throws HttpError 503 `busy` when the line is too long to join, or was left
   */
  pass<T>(work: () => Promise<T>, left: AbortSignal): Promise<T>;
  /** Ends when nobody stands in line, at the latest after so long. */
  lull(withinMs: number): Promise<void>;
}

export interface TurnstileSize {
  width: number;
  /** Who would stand in line for longer is turned away at once. */
  patienceMs: number;
  /** Monotonic. */
  nowMs?: () => number;
}

/** Over how many of those who leave their pace is averaged. */
const PACE_OVER = 16;

/**
 * What comes faster than it can be done is done a little at a time: the first are answered soon instead of all too late,
 * and what has become too late costs nothing any more.
 */
export function createTurnstile({
  width,
  patienceMs,
  nowMs = () => performance.now(),
}: TurnstileSize): Turnstile {
  const line = new Set<() => void>();
  const lulls = new Set<() => void>();
  const pace = createPace(nowMs);
  let inside = 0;
  const enter = (): Promise<void> | undefined => {
    if (inside < width) {
      inside += 1;
      return undefined;
    }
    if (line.size * pace.gapMs() > patienceMs) throw new HttpError(503, "busy");
    return new Promise((resolve) => void line.add(resolve));
  };
  const leave = (): void => {
    const [next] = line;
    pace.count(next !== undefined);
    if (next === undefined) {
      inside -= 1;
      return;
    }
    line.delete(next);
    next();
    if (line.size === 0) for (const end of lulls) end();
  };
  return {
    pass: async (work, left) => {
      await enter();
      try {
        if (left.aborted) throw new HttpError(503, "busy");
        return await work();
      } finally {
        leave();
      }
    },
    lull: (withinMs) =>
      new Promise((resolve) => {
        if (line.size === 0) return resolve();
        const end = (): void => {
          clearTimeout(timer);
          lulls.delete(end);
          resolve();
        };
        const timer = setTimeout(end, withinMs);
        lulls.add(end);
      }),
  };
}

/** The mean time between two who leave, while others stand in line. */
function createPace(nowMs: () => number) {
  let lastMs: number | undefined;
  let gapMs = 0;
  return {
    gapMs: () => gapMs,
    count: (isLine: boolean): void => {
      const atMs = nowMs();
      if (lastMs !== undefined) gapMs += (atMs - lastMs - gapMs) / PACE_OVER;
      lastMs = isLine ? atMs : undefined;
    },
  };
}
