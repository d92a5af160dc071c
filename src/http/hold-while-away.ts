import { HttpError, isAway } from "./errors.ts";
import type { Caller, Turnstile } from "./turnstile.ts";

/** How long a callback is held. */
export interface Hold {
  budgetMs: number;
  stepMs: number;
  /** Rings after so long by a monotonic clock, unless what is returned is called before. */
  startTimer: (ms: number, ring: () => void) => () => void;
  /** Where callbacks wait for their turn; the wait counts. */
  turnstile: Turnstile;
}

/**
 * Runs an action when its turn comes, and again while MySQL is away, for at most the budget; the action must be safe
 * to repeat. WeCom waits five seconds and offers no redelivery after four tries, so a short outage is waited out here.
 * @throws HttpError 503 when the budget is spent or too many wait; any other fault of the action at once.
 * @source wecom:90930
 */
export function holdWhileAway<T>(act: () => Promise<T>, hold: Hold): Promise<T> {
  // Signals of Node's own cost each callback an error with its stack.
  const caller = { hasLeft: false };
  let isBegun = false;
  const begin = (): Promise<T> => {
    isBegun = true;
    return act();
  };
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      caller.hasLeft = true;
      reject(new HttpError(503, isBegun ? "database-away" : "busy"));
    };
    const stopTimer = hold.startTimer(hold.budgetMs, leave);
    void repeat(begin, hold, caller).then(resolve, reject).finally(stopTimer);
  });
}

async function repeat<T>(act: () => Promise<T>, hold: Hold, caller: Caller): Promise<T> {
  for (;;) {
    try {
      return await hold.turnstile.pass(act, caller);
    } catch (fault) {
      if (!isAway(fault) || caller.hasLeft) throw fault;
    }
    await new Promise<void>((resolve) => hold.startTimer(hold.stepMs, resolve));
  }
}
