import type { Clock } from "../lib/clock.ts";
import { gather } from "../lib/gather.ts";
import type { Logger } from "../lib/log.ts";
import { RedisAway, type RedisLink } from "../store/redis.ts";
import { bucketAt, waitMs, type Budget, type Limit, type MemoryBudget } from "./budget.ts";

/**
 * One hash per limit: bucket number → uses. Of each message, one after the other, either every limit has room and all
 * are counted, or none is. ARGV per key: number of its message, max, number of buckets, bucket of now, life in ms.
 * Returns for each message {} when taken, else {place of the limit, its oldest bucket, …} for every full one.
 */
const TAKE = `
local function uses_of(i)
  local key, buckets, now = KEYS[i], tonumber(ARGV[5*i-2]), tonumber(ARGV[5*i-1])
  local uses, sum, oldest = redis.call("HGETALL", key), 0, now
  for j = 1, #uses, 2 do
    local bucket = tonumber(uses[j])
    if bucket <= now - buckets or bucket > now then
      redis.call("HDEL", key, uses[j])
    else
      sum = sum + tonumber(uses[j+1])
      if bucket < oldest then oldest = bucket end
    end
  end
  return sum, oldest
end
local answers, first = {}, 1
while first <= #KEYS do
  local full, i = {}, first
  while i <= #KEYS and ARGV[5*i-4] == ARGV[5*first-4] do
    local sum, oldest = uses_of(i)
    if sum >= tonumber(ARGV[5*i-3]) then
      table.insert(full, i - first)
      table.insert(full, oldest)
    end
    i = i + 1
  end
  for taken = first, #full == 0 and i - 1 or 0 do
    redis.call("HINCRBY", KEYS[taken], ARGV[5*taken-1], 1)
    redis.call("PEXPIRE", KEYS[taken], ARGV[5*taken])
  end
  table.insert(answers, full)
  first = i
end
return answers`;

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
  // Messages that are asked about at the same time are counted in one call.
  const takeShared = gather((asked: readonly Asked[]) => takeAll(link, asked), setImmediate);
  let isAlone = false;
  return {
    take: async (limits) => {
      const atMs = clock.now().getTime();
      const ownWaitMs = memory.takeNow(limits, atMs);
      if (ownWaitMs > 0 || limits.length === 0) return ownWaitMs;
      try {
        const sharedWaitMs = await takeShared({ limits, atMs });
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

interface Asked {
  limits: readonly Limit[];
  atMs: number;
}

/** Takes for each of them in their order. Returns how long each has to wait; 0: taken. */
async function takeAll(link: RedisLink, asked: readonly Asked[]): Promise<number[]> {
  const keys = asked.flatMap(({ limits }) => limits.map((limit) => limit.key));
  const values = asked.flatMap(({ limits, atMs }, message) =>
    limits.flatMap((limit) => [
      message,
      limit.max,
      limit.buckets,
      bucketAt(limit, atMs),
      limit.buckets * limit.bucketMs,
    ]),
  );
  const answers = await link.use((redis) => redis.eval(TAKE, keys.length, ...keys, ...values));
  const full: unknown[] = Array.isArray(answers) ? answers : [];
  return asked.map(({ limits, atMs }, n) => Math.max(0, ...waitsOf(full[n], limits, atMs)));
}

function waitsOf(full: unknown, limits: readonly Limit[], atMs: number): number[] {
  const numbers = Array.isArray(full) ? full.map(Number) : [];
  return limits.flatMap((limit, place) => {
    const found = numbers.findIndex((number, at) => at % 2 === 0 && number === place);
    const oldest = found < 0 ? undefined : numbers[found + 1];
    return oldest === undefined ? [] : [waitMs(limit, { oldest, atMs })];
  });
}
