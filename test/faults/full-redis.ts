// A Redis whose memory is used up.
import { Redis } from "ioredis";

const ROOM_BYTES = 1024 * 1024;
const PIECE = "x".repeat(64 * 1024);

/** What a Redis whose memory is used up was told to do: forget what was used longest ago, or take nothing more. */
export type FullPolicy = "allkeys-lru" | "noeviction";

/** Uses up all memory that Redis may have. */
export async function fillRedis(
  redisUrl: string,
  policy: FullPolicy,
): Promise<{ end(): Promise<void> }> {
  const client = new Redis(redisUrl);
  await client.config("SET", "maxmemory-policy", policy);
  if (policy === "noeviction") await client.config("SET", "maxmemory", 1);
  else await forgetAll(client);
  return {
    end: async () => {
      await client.config("SET", "maxmemory", 0);
      await client.flushall();
      await client.quit();
    },
  };
}

/** Others write until nothing is left of what was there before. */
async function forgetAll(client: Redis): Promise<void> {
  const usedBytes = Number(/used_memory:(\d+)/.exec(await client.info("memory"))?.[1]);
  await client.config("SET", "maxmemory", usedBytes + ROOM_BYTES);
  const isForgotten = async (): Promise<boolean> =>
    (await client.keys("*")).every((key) => key.startsWith("others:"));
  for (let n = 0; !(await isForgotten()); n += 1) await client.set(`others:${n}`, PIECE);
}
