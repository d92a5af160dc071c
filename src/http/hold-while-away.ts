import { HttpError, isAway } from "./errors.ts";

/** How long a callback is held while MySQL is away. `sleep` runs on a monotonic clock and ends early with the signal. */
export interface Hold {
  budgetMs: number;
  stepMs: number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Runs an action again while MySQL is away, for at most the budget; the action must be safe to repeat.
 * It is told by the signal when nobody waits for it any more.
 * WeCom waits five seconds and offers no redelivery after four tries, so a short outage is waited out here.
 * @throws HttpError 503 when the budget is spent; any other fault of the action at once.
 * @source wecom:90930
 */
export async function holdWhileAway<T>(
  act: (signal: AbortSignal) => Promise<T>,
  hold: Hold,
): Promise<T> {
  const done = new AbortController();
  const over = hold.sleep(hold.budgetMs, done.signal).then((): "over" => "over");
  try {
    const result = await Promise.race([repeat(act, hold, done.signal), over]);
    if (result === "over") throw new HttpError(503, "database-away");
    return result.value;
  } finally {
    done.abort();
  }
}

async function repeat<T>(
  act: (signal: AbortSignal) => Promise<T>,
  hold: Hold,
  done: AbortSignal,
): Promise<{ value: T }> {
  for (;;) {
    try {
      return { value: await act(done) };
    } catch (fault) {
      if (!isAway(fault)) throw fault;
    }
    await hold.sleep(hold.stepMs, done);
    done.throwIfAborted();
  }
}
