import type { Clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hash.ts";
import { createAccessTokens } from "./access-token.ts";
import type { IssuedToken } from "./access-token.ts";
import { createDirectoryApi } from "./directory-api.ts";
import type { DirectoryApi } from "./directory-api.ts";
import { WecomApiError } from "./errcodes.ts";
import { createGroupApi } from "./group-api.ts";
import type { GroupApi } from "./group-api.ts";
import { createMessageApi } from "./message-api.ts";
import type { MessageApi } from "./message-api.ts";
import { numberField } from "./reply-fields.ts";
import type { TokenCache } from "./token-cache.ts";
import { urlOf, withToken } from "./token-call.ts";
import { createTransport } from "./transport.ts";
import type { Transport, TransportOptions } from "./transport.ts";

export interface WecomClientOptions extends TransportOptions {
  /** `https://qyapi.weixin.qq.com`, or another address in tests. */
  apiUrl: string;
  corpId: string;
  agentId: number;
  secret: string;
  /** Whole address of the work group's robot, with its key. */
  webhookUrl?: string;
  tokenCache: TokenCache;
  clock: Clock;
}

/** The chat server's API, as far as we use it. */
export type WecomClient = MessageApi & GroupApi & DirectoryApi & { close(): Promise<void> };

const GET_TOKEN = "/cgi-bin/gettoken";
const TOKEN_SHAPE = /^[\x21-\x7e]{1,512}$/;
const MIN_VALIDITY_SEC = 60;
const MAX_VALIDITY_SEC = 7_200;

/** Connects to the API; nothing is sent until a method is called. */
export function createWecomClient(options: WecomClientOptions): WecomClient {
  const transport = createTransport(options);
  const tokens = createAccessTokens({
    cache: options.tokenCache,
    cacheKey: tokenKey(options),
    clock: options.clock,
    issue: () => issueToken(transport, options),
  });
  const call = withToken(transport, tokens, options.apiUrl);
  return {
    ...createMessageApi(call, options.agentId),
    ...createGroupApi(call, transport, options.webhookUrl),
    ...createDirectoryApi(call, options.agentId),
    close: () => transport.close(),
  };
}

/** Names the secret by a short hash, so that a changed secret is tried and never lives on a token of the former one. */
function tokenKey({ corpId, agentId, secret }: WecomClientOptions): string {
  return `wecom:token:${corpId}:${agentId}:${sha256Hex(secret).slice(0, 12)}`;
}

/** @source wecom:91039 */
async function issueToken(transport: Transport, options: WecomClientOptions): Promise<IssuedToken> {
  const credentials = { corpid: options.corpId, corpsecret: options.secret };
  const url = urlOf(options.apiUrl, GET_TOKEN, credentials);
  const reply = await transport.call({ api: GET_TOKEN, url });
  const token = reply["access_token"];
  if (typeof token !== "string" || !TOKEN_SHAPE.test(token)) {
    const errmsg = "answer without a usable token";
    throw new WecomApiError({
      api: GET_TOKEN,
      errmsg,
      reaction: "retry",
      outcome: "not-delivered",
    });
  }
  const validitySec = numberField(reply, "expires_in") ?? MIN_VALIDITY_SEC;
  const expiresInSec = Math.min(Math.max(validitySec, MIN_VALIDITY_SEC), MAX_VALIDITY_SEC);
  return { token, expiresInSec };
}
