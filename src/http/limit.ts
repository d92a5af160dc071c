import type { Context } from "koa";
import { MINUTE_MS, type Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import { HttpError } from "./errors.ts";

/** How often each of many may do something in a minute; counted in this process alone. */
export interface Limit {
  /** @throws HttpError 429 when nothing is left of this minute. */
  check(ctx: Context, who: string): void;
  /** Counts one; the first that is too many is told in the log. */
  count(who: string): void;
}

export interface LimitRule {
  /** For the log. */
  name: string;
  perMinute: number;
}

/** The minutes are those of the clock, so a count never outlives one. */
export function createLimit(
  { name, perMinute }: LimitRule,
  { clock, log }: { clock: Clock; log: Logger },
): Limit {
  let minute = Number.NaN;
  let counts = new Map<string, number>();
  const countOf = (who: string): number => {
    const now = Math.floor(clock.now().getTime() / MINUTE_MS);
    if (now !== minute) counts = new Map();
    minute = now;
    return counts.get(who) ?? 0;
  };
  return {
    check: (ctx, who) => {
      if (countOf(who) < perMinute) return;
      ctx.set("Retry-After", "60");
      throw new HttpError(429, "too-many-requests");
    },
    count: (who) => {
      const count = countOf(who) + 1;
      counts.set(who, count);
      if (count === perMinute) log.warn({ limit: name, who, perMinute }, "limit.reached");
    },
  };
}

/** The address at the other end of the connection; what a header says of it could be anything. */
export function peerOf(ctx: Context): string {
  return ctx.req.socket.remoteAddress ?? "";
}
