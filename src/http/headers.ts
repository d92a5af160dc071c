import { randomUUID } from "node:crypto";
import type { Context, Middleware } from "koa";
import { HttpError, type RequestState } from "./errors.ts";
import type { Logger } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";

/** Everything is forbidden that these pages do not need: no scripts, no frames, no other hosts. */
const FORBIDDEN = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];
const CONTENT_SECURITY_POLICY = FORBIDDEN.join("; ");
const POLICY_WITH_OWN_SCRIPT = [...FORBIDDEN, "script-src 'self'"].join("; ");

const POLICY_WITH_OWN_FRAME = [...FORBIDDEN, "frame-src 'self'"].join("; ");

const HEADERS = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Other sites learn nothing; our own forms must name their origin, which no-referrer would take away.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Name and value count as two. */
const MAX_RAW_HEADERS = 2 * 100;

/** Numbers the request (a number from outside is not taken over), counts it and logs one line about it. */
export function requestId(log: Logger, metrics: Metrics): Middleware<RequestState> {
  return async (ctx, next) => {
    ctx.state.requestId = randomUUID();
    ctx.set("X-Request-Id", ctx.state.requestId);
    await next();
    metrics.countHttp(ctx.method, ctx.status);
    const { requestId: id } = ctx.state;
    log.debug({ requestId: id, method: ctx.method, status: ctx.status }, "http.done");
  };
}

export const securityHeaders: Middleware = async (ctx, next) => {
  ctx.set(HEADERS);
  await next();
};

/** For a page with the one script of ours; files of this service alone, never text inside the page. */
export function allowOwnScript(ctx: Context): void {
  ctx.set("Content-Security-Policy", POLICY_WITH_OWN_SCRIPT);
}

/** For a page that frames a file of this service. */
export function allowOwnFrame(ctx: Context): void {
  ctx.set("Content-Security-Policy", POLICY_WITH_OWN_FRAME);
}

/** Node would silently drop what is too many. */
export const headerCount: Middleware = async (ctx, next) => {
  if (ctx.req.rawHeaders.length > MAX_RAW_HEADERS) throw new HttpError(431, "too-many-headers");
  await next();
};
