import type { Clock } from "../../../src/lib/clock.ts";
import { createWecomClient } from "../../../src/wecom/client.ts";
import type { WecomClient, WecomClientOptions } from "../../../src/wecom/client.ts";
import { createMemoryTokenCache } from "../../../src/wecom/token-cache.ts";
import { startChatServer, type ChatServer } from "./chat-server.ts";
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

/** A little chat server and a client of it, new ones for each test here. */
export function connectedForEach(): { server: ChatServer; client: WecomClient } {
  const [server, client] = [{} as ChatServer, {} as WecomClient];
  beforeEach(async () => {
    Object.assign(server, await startChatServer());
    const webhookUrl = `${server.url}/cgi-bin/webhook/send?key=KEY`;
    Object.assign(client, connectTo(server, { webhookUrl }));
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });
  return { server, client };
}
