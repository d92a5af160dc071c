import type { Next } from "koa";
import { HttpError } from "./errors.ts";
import type { Hold } from "./hold-while-away.ts";

/**
 * Before what makes a page: it is answered within the time for which a callback is held. A database that stands still
 * says nothing, a page asks it several times, and each question would be waited for by itself. What comes too late is
 * answered to nobody.
 */
export function inTime({ budgetMs, startTimer }: Pick<Hold, "budgetMs" | "startTimer">) {
  return (_ctx: unknown, next: Next): Promise<void> =>
    new Promise((resolve, reject) => {
      const tooLate = (): void => reject(new HttpError(503, "database-away"));
      const stopTimer = startTimer(budgetMs, tooLate);
      void next().then(resolve, reject).finally(stopTimer);
    });
}
