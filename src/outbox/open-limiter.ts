import type { Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";
import type { RedisLink } from "../store/redis.ts";
import { createMemoryBudget } from "./budget.ts";
import { createLimiter, type Limiter, type LimiterOptions } from "./limiter.ts";
import { createRedisBudget } from "./redis-budget.ts";

export interface SharedLimiterOptions extends Pick<LimiterOptions, "scope" | "accounts"> {
  /** Undefined: this process counts alone, which is right only while it is the only one. */
  redis: RedisLink | undefined;
  clock: Clock;
  log: Logger;
  metrics?: Pick<Metrics, "countOutbox">;
}

/** The limiter of this installation: shared through Redis, or, with a warning, by this process alone. */
export function openLimiter({
  redis,
  clock,
  log,
  metrics,
  ...limits
}: SharedLimiterOptions): Limiter {
  const memory = createMemoryBudget(clock);
  if (redis === undefined) {
    log.warn("limiter.no-redis");
    return createLimiter({ ...limits, budget: memory });
  }
  const onAlone = (): void => metrics?.countOutbox("limited-alone");
  return createLimiter({
    ...limits,
    budget: createRedisBudget({ link: redis, memory, clock, log, onAlone }),
  });
}
