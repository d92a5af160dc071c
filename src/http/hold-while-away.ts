import { HttpError, isAway } from "./errors.ts";
import type { Turnstile } from "./turnstile.ts";

/** How long a callback is held. `sleep` runs on a monotonic clock and ends early with the signal. */
export interface Hold {
  budgetMs: number;
  stepMs: number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Where callbacks wait for their turn; the wait counts. */
  turnstile: Turnstile;
}

/**
 * Runs an action when its turn comes, and again while MySQL is away, for at most the budget; the action must be safe
 * to repeat. WeCom waits five seconds and offers no redelivery after four tries, so a short outage is waited out here.
 * @throws HttpError 503 when the budget is spent or too many wait; any other fault of the action at once.
 * @source wecom:90930
 */
export async function holdWhileAway<T>(act: () => Promise<T>, hold: Hold): Promise<T> {
  const done = new AbortController();
  let isBegun = false;
  const begin = (): Promise<T> => {
    isBegun = true;
    return act();
  };
  const over = hold.sleep(hold.budgetMs, done.signal).then((): "over" => "over");
  try {
    const result = await Promise.race([repeat(begin, hold, done.signal), over]);
    if (result === "over") throw new HttpError(503, isBegun ? "database-away" : "busy");
    return result.value;
  } finally {
    done.abort();
  }
}

async function repeat<T>(
  act: () => Promise<T>,
  hold: Hold,
  done: AbortSignal,
): Promise<{ value: T }> {
  for (;;) {
    try {
      return { value: await hold.turnstile.pass(act, done) };
    } catch (fault) {
      if (!isAway(fault)) throw fault;
    }
    await hold.sleep(hold.stepMs, done);
    done.throwIfAborted();
  }
}
