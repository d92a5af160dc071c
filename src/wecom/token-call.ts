import type { AccessTokens } from "./access-token.ts";
import { WecomApiError } from "./errcodes.ts";
import type { ApiFields, Transport } from "./transport.ts";

/** A call that needs a token. */
export interface TokenApiCall {
  api: string;
  query?: Readonly<Record<string, string>>;
  body?: object;
}

/** Makes the call with a good token, once more with a new one when WeCom refuses it. */
export type TokenCall = (call: TokenApiCall) => Promise<ApiFields>;

/** @source wecom:91039: 40014 and 42001 want one new token and one repetition, never a loop. */
export function withToken(transport: Transport, tokens: AccessTokens, apiUrl: string): TokenCall {
  const send = ({ api, query, body }: TokenApiCall, token: string): Promise<ApiFields> => {
    const url = urlOf(apiUrl, api, { access_token: token, ...query });
    return transport.call(body === undefined ? { api, url } : { api, url, body });
  };
  return async (call) => {
    const token = await tokens.current();
    try {
      return await send(call, token);
    } catch (error) {
      if (!(error instanceof WecomApiError) || error.reaction !== "refresh-token") throw error;
    }
    return send(call, await tokens.renew(token));
  };
}

/** Address of an API; every value of the query is encoded. */
export function urlOf(apiUrl: string, api: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(api, apiUrl);
  url.search = new URLSearchParams(query).toString();
  return url;
}
