import type { Clock } from "../../../src/lib/clock.ts";
import { createWecomClient } from "../../../src/wecom/client.ts";
import type { WecomClient, WecomClientOptions } from "../../../src/wecom/client.ts";
import { createMemoryTokenCache } from "../../../src/wecom/token-cache.ts";
import type { ChatServer } from "./chat-server.ts";
import { NOW } from "./sealing.ts";

const fixedClock: Clock = { now: () => NOW };

/** A client of the little chat server; the test changes what matters to it. */
export function connectTo(
  server: ChatServer,
  change: Partial<WecomClientOptions> = {},
): WecomClient {
  return createWecomClient({
    apiUrl: server.url,
    corpId: "wwcorp",
    agentId: 1_000_002,
    secret: "SECRET",
    tokenCache: createMemoryTokenCache(change.clock ?? fixedClock),
    clock: fixedClock,
    ...change,
  });
}
