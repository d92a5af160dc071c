import { HttpError } from "./errors.ts";

/** Whoever waits for an answer, as long as they do. */
export interface Caller {
  readonly hasLeft: boolean;
}

/** Lets so many through at once; the others stand in line in the order of their coming. */
export interface Turnstile {
  /**
   * Does the work when its turn comes; whoever has left the line by then is passed over.
   * @throws HttpError 503 `busy` when the line is too long to join, or was left
   */
  pass<T>(work: () => Promise<T>, caller: Caller): Promise<T>;
  /** Whether the line is too long to join; asking counts as coming. */
  isFull(): boolean;
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
 * How many turns of the event loop one waits while each brings newcomers. Node takes one new connection a turn, so callers
 * whom nobody has heard yet are heard this many times as fast as those in line are let in.
 */
const TURNS_IN_A_RUSH = 4;

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
  const lulls = createLulls();
  const pace = createPace(nowMs);
  let inside = 0;
  let hasNewcomer = false;
  const isFull = (): boolean => {
    hasNewcomer = true;
    return line.size * pace.gapMs() > patienceMs;
  };
  const enter = (): Promise<void> | undefined => {
    if (isFull()) throw new HttpError(503, "busy");
    if (line.size === 0 && inside < width) {
      inside += 1;
      return undefined;
    }
    return new Promise((resolve) => {
      line.add(resolve);
      gate.open();
    });
  };
  const leave = (): void => {
    pace.count(line.size > 0);
    inside -= 1;
    gate.open();
  };
  const gate = createGate({
    isWanted: () => line.size > 0 && inside < width,
    isRush: () => {
      const isRush = hasNewcomer;
      hasNewcomer = false;
      return isRush;
    },
    letIn: () => {
      const [next = () => undefined] = line;
      line.delete(next);
      inside += 1;
      next();
      if (line.size === 0) lulls.begin();
    },
  });
  return {
    pass: async (work, caller) => {
      await enter();
      try {
        if (caller.hasLeft) throw new HttpError(503, "busy");
        return await work();
      } finally {
        leave();
      }
    },
    isFull,
    lull: (withinMs) => (line.size === 0 ? Promise.resolve() : lulls.next(withinMs)),
  };
}

/** Those who wait until the line is empty. */
function createLulls() {
  const waiting = new Set<() => void>();
  const next = (withinMs: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, withinMs);
      waiting.add(end);
    });
  const begin = (): void => {
    for (const end of waiting) end();
  };
  return { next, begin };
}

interface GateParts {
  /** Whether somebody waits who may come in. */
  isWanted: () => boolean;
  /** Whether anybody came since this was asked. */
  isRush: () => boolean;
  letIn: () => void;
}

/** Lets one in a turn of the event loop, or one in some turns while every turn brings newcomers. */
function createGate({ isWanted, isRush, letIn }: GateParts) {
  let isOpen = false;
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    const isHeld = isRush() && turns < TURNS_IN_A_RUSH;
    if (!isHeld) {
      turns = 0;
      letIn();
    }
    isOpen = false;
    open();
  };
  const open = (): void => {
    if (isOpen || !isWanted()) return;
    isOpen = true;
    setImmediate(turn);
  };
  return { open };
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
