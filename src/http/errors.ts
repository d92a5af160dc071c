// http: everything Koa; turns requests into actions and results into responses.
// Must not know SQL, the outbox, or how anything is decided.
import type { Middleware } from "koa";
import { AppError } from "../lib/errors.ts";
import type { Logger } from "../lib/log.ts";
import type { Unsent } from "./pages/draft.ts";
import { faultBody } from "./fault-body.ts";

/** A request that cannot be answered as asked. Only the status and the code leave the house. */
export class HttpError extends AppError {
  readonly status: number;

  constructor(status: number, code: string, options?: { cause?: unknown }) {
    super(code, code, options);
    this.status = status;
  }
}

export interface RequestState {
  requestId: string;
  /** A form that was read and has not counted; whatever happens, it must not be lost. */
  unsent?: Unsent;
}

interface Answer {
  status: number;
  code: string;
}

/** The one place that ends a fault: known ones keep status and code, all others become a 500 that says nothing. */
export function errorBoundary(log: Logger): Middleware<RequestState> {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && !ctx.body) throw new HttpError(404, "not-found");
    } catch (fault) {
      const { status, code } = answerTo(fault);
      const { requestId, unsent } = ctx.state;
      if (status >= 500) log.error({ err: fault, code, requestId }, "http.fault");
      ctx.status = status;
      if (status === 503) ctx.set("Retry-After", "5");
      // What is left of a refused body is discarded by Node: closing at once could cost the sender the answer.
      faultBody(ctx, { status, code, requestId, unsent });
    }
  };
}

function answerTo(fault: unknown): Answer {
  if (fault instanceof HttpError) return { status: fault.status, code: fault.code };
  if (isAway(fault)) return { status: 503, code: "database-away" };
  if (isUnprinted(fault)) return { status: 503, code: fault.code };
  if (isCaseNotFound(fault)) return { status: 404, code: "not-found" };
  return { status: 500, code: "internal" };
}

function isCaseNotFound(fault: unknown): boolean {
  return fault instanceof AppError && fault.code === "case-not-found";
}

/** No PDF file came of it; the page that it would have been printed from is there. */
function isUnprinted(fault: unknown): fault is AppError {
  return fault instanceof AppError && fault.code.startsWith("print-");
}

/** Whether a fault says that MySQL could not be reached. */
export function isAway(fault: unknown): boolean {
  return fault instanceof AppError && fault.code === "database-away";
}
