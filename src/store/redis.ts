import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { SECOND_MS } from "../lib/clock.ts";
import { AppError } from "../lib/errors.ts";
import type { Logger } from "../lib/log.ts";

/** Redis did not answer in time, or was not asked because it did not a moment ago. */
export class RedisAway extends AppError {
  constructor(cause?: unknown) {
    super("redis-away", "Redis cannot be reached", { cause });
  }
}

/** A Redis that may be away at any time; whoever uses it has a way to do without. */
export interface RedisLink {
  /** @throws RedisAway after at most 200 ms. */
  use<T>(work: (redis: Redis) => Promise<T>): Promise<T>;
  close(): void;
}

const COMMAND_TIMEOUT_MS = 200;
const CONNECT_TIMEOUT_MS = SECOND_MS;
const MAX_RECONNECT_MS = 2 * SECOND_MS;
/** So long a Redis that failed is left alone; otherwise every message would wait for its time-out. */
const LEFT_ALONE_MS = 3 * SECOND_MS;

/** Connects in the background; says in the log when Redis goes and when it comes back, once each. */
export async function openRedis(redisUrl: string, log: Logger): Promise<RedisLink> {
  const redis = new Redis(redisUrl, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(100 * times, MAX_RECONNECT_MS),
  });
  const health = createHealth(log);
  redis.on("error", (error) => health.failed(error));
  redis.on("ready", () => health.ready());
  await firstConnection(redis);
  return {
    use: async (work) => {
      if (health.isLeftAlone()) throw new RedisAway();
      try {
        const result = await work(redis);
        health.ready();
        return result;
      } catch (error) {
        health.failed(error);
        throw new RedisAway(error);
      }
    },
    close: () => redis.disconnect(),
  };
}

/** A refused first connection is no reason not to start: the listeners tell of it, reconnecting goes on. */
async function firstConnection(redis: Redis): Promise<void> {
  await redis.connect().catch(() => undefined);
}

function createHealth(log: Logger) {
  let isAway = false;
  let leftAloneUntilMs = 0;
  return {
    isLeftAlone: () => performance.now() < leftAloneUntilMs,
    failed: (error: unknown) => {
      leftAloneUntilMs = performance.now() + LEFT_ALONE_MS;
      if (!isAway) log.warn({ err: error }, "redis.away");
      isAway = true;
    },
    ready: () => {
      leftAloneUntilMs = 0;
      if (isAway) log.info("redis.back");
      isAway = false;
    },
  };
}

/** Deletes the lock only for the one who holds it. */
const UNLOCK = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0`;

/** What processes share of the access token; has the shape of the chat client's token cache. */
export function createRedisTokenCache(link: RedisLink) {
  return {
    get: async (key: string): Promise<string | undefined> =>
      (await link.use((redis) => redis.get(key))) ?? undefined,
    set: async (key: string, value: string, ttlMs: number): Promise<void> => {
      await link.use((redis) => redis.set(key, value, "PX", ttlMs));
    },
    lock: async (key: string, ttlMs: number): Promise<(() => Promise<void>) | undefined> => {
      const holder = randomUUID();
      const taken = await link.use((redis) => redis.set(key, holder, "PX", ttlMs, "NX"));
      if (taken !== "OK") return undefined;
      return async () => {
        await link.use((redis) => redis.eval(UNLOCK, 1, key, holder));
      };
    },
  };
}

/** Whether Redis answers now; an installation without one has none that could. */
export async function isRedisUp(link: RedisLink | undefined): Promise<boolean> {
  if (link === undefined) return false;
  try {
    await link.use((redis) => redis.ping());
    return true;
  } catch (error) {
    if (error instanceof RedisAway) return false;
    throw error;
  }
}
