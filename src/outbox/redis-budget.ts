import type { Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import { RedisAway, type RedisLink } from "../store/redis.ts";
import { bucketAt, waitMs, type Budget, type Limit, type MemoryBudget } from "./budget.ts";

/**
 * One hash per limit: bucket number → uses. Either every limit has room and all are counted, or none is.
 * ARGV per key: max, number of buckets, bucket of now, life in ms. Returns {} when taken,
 * else {place of the limit, its oldest bucket, …} for every full one.
 */
const TAKE = `
local full = {}
for i, key in ipairs(KEYS) do
  local max, buckets, now = tonumber(ARGV[4*i-3]), tonumber(ARGV[4*i-2]), tonumber(ARGV[4*i-1])
  local uses, sum, oldest = redis.call("HGETALL", key), 0, nil
  for j = 1, #uses, 2 do
    local bucket = tonumber(uses[j])
    if bucket <= now - buckets or bucket > now then
      redis.call("HDEL", key, uses[j])
    else
      sum = sum + tonumber(uses[j+1])
      if oldest == nil or bucket < oldest then oldest = bucket end
    end
  end
  if sum >= max then
    table.insert(full, i - 1)
    table.insert(full, oldest or now)
  end
end
if #full > 0 then return full end
for i, key in ipairs(KEYS) do
  redis.call("HINCRBY", key, ARGV[4*i-1], 1)
  redis.call("PEXPIRE", key, ARGV[4*i])
end
return full`;

export interface RedisBudgetOptions {
  link: RedisLink;
  /** Counts along, so that limits hold in this process while Redis is away. */
  memory: MemoryBudget;
  clock: Clock;
  log: Logger;
  /** Told of every use that only this process knows of. */
  onAlone?: () => void;
}

/** Counts for all processes in Redis, and in this process alone while Redis is away. */
export function createRedisBudget({
  link,
  memory,
  clock,
  log,
  onAlone,
}: RedisBudgetOptions): Budget {
  let isAlone = false;
  return {
    take: async (limits) => {
      const atMs = clock.now().getTime();
      const ownWaitMs = memory.takeNow(limits, atMs);
      if (ownWaitMs > 0 || limits.length === 0) return ownWaitMs;
      try {
        const sharedWaitMs = await takeShared(link, limits, atMs);
        if (sharedWaitMs > 0) memory.giveBack(limits, atMs);
        isAlone = false;
        return sharedWaitMs;
      } catch (error) {
        if (!(error instanceof RedisAway)) throw error;
        if (!isAlone) log.warn("limiter.alone");
        isAlone = true;
        onAlone?.();
        return 0;
      }
    },
  };
}

async function takeShared(
  link: RedisLink,
  limits: readonly Limit[],
  atMs: number,
): Promise<number> {
  const keys = limits.map((limit) => limit.key);
  const values = limits.flatMap((limit) => [
    limit.max,
    limit.buckets,
    bucketAt(limit, atMs),
    limit.buckets * limit.bucketMs,
  ]);
  const full = await link.use((redis) => redis.eval(TAKE, keys.length, ...keys, ...values));
  return Math.max(0, ...waitsOf(full, limits, atMs));
}

function waitsOf(full: unknown, limits: readonly Limit[], atMs: number): number[] {
  const numbers = Array.isArray(full) ? full.map(Number) : [];
  return limits.flatMap((limit, place) => {
    const found = numbers.findIndex((number, at) => at % 2 === 0 && number === place);
    const oldest = found < 0 ? undefined : numbers[found + 1];
    return oldest === undefined ? [] : [waitMs(limit, { oldest, atMs })];
  });
}
