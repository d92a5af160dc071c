import type { Config } from "../config/config.ts";
import type { Clock } from "../lib/clock.ts";
import { createRedisTokenCache, type RedisLink } from "../store/redis.ts";
import { createWecomClient, type WecomClient } from "../wecom/client.ts";
import { createMemoryTokenCache } from "../wecom/token-cache.ts";

export interface ApiParts {
  clock: Clock;
  redis: RedisLink | undefined;
  onCall?: (api: string, errcode: number) => void;
}

/** The client of the chat server's API; without Redis the token is kept in this process alone. */
export function createApi(
  { wecom, httpsProxy }: Config,
  { clock, redis, onCall }: ApiParts,
): WecomClient {
  return createWecomClient({
    apiUrl: wecom.apiUrl,
    corpId: wecom.corpId,
    agentId: wecom.agentId,
    secret: wecom.secret,
    ...(onCall === undefined ? {} : { onCall }),
    tokenCache: redis === undefined ? createMemoryTokenCache(clock) : createRedisTokenCache(redis),
    clock,
    ...(wecom.webhookUrl === undefined ? {} : { webhookUrl: wecom.webhookUrl }),
    ...(httpsProxy === undefined ? {} : { proxyUrl: httpsProxy }),
  });
}
