import { Agent, ProxyAgent } from "undici";
import type { Dispatcher } from "undici";
import { SECOND_MS } from "../lib/clock.ts";
import { errorOfErrcode, WecomApiError } from "./errcodes.ts";
import type { CallOutcome } from "./errcodes.ts";
import { exchange, type ExchangeOptions, type HttpAnswer } from "./exchange.ts";

/** One call: a POST of JSON when it has a body, a GET without effect when it has none. */
export interface ApiCall {
  /** Path for logs and errors; never a query, for secrets travel there. */
  api: string;
  url: URL;
  body?: object;
}

/** A successful reply: `errcode` was 0. Fields are unread and may hold anything. */
export type ApiFields = Readonly<Record<string, unknown>>;

export interface Transport {
  /** @throws WecomApiError for every failure, with what is known of its outcome. */
  call(call: ApiCall): Promise<ApiFields>;
  close(): Promise<void>;
}

export interface TransportOptions {
  /** Forward proxy with a listed egress address, when there is one. */
  proxyUrl?: string;
  connectTimeoutMs?: number;
  /** For the whole call, from connecting to the last byte. */
  totalTimeoutMs?: number;
  /** Told of every call that ended: 0 for success, -1 for an answer that had no code or never came. */
  onCall?: (api: string, errcode: number) => void;
}

const CONNECT_TIMEOUT_MS = 3 * SECOND_MS;
const TOTAL_TIMEOUT_MS = 10 * SECOND_MS;
const MAX_REPLY_BYTES = 1024 * 1024;

/** Failures before a byte of the request left us. */
const NEVER_SENT = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Speaks HTTP with WeCom: keep-alive, bounded in time and size, redirects not followed. */
export function createTransport(options: TransportOptions): Transport {
  const dispatcher = createDispatcher(options);
  const way = { dispatcher, totalTimeoutMs: options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS };
  const onCall = options.onCall ?? (() => undefined);
  return {
    call: async (call) => {
      try {
        const fields = readReply(call, await answerTo(call, way));
        onCall(call.api, 0);
        return fields;
      } catch (error) {
        onCall(call.api, error instanceof WecomApiError ? (error.errcode ?? -1) : -1);
        throw error;
      }
    },
    close: () => dispatcher.close(),
  };
}

function createDispatcher(options: TransportOptions): Dispatcher {
  const timeout = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  if (options.proxyUrl === undefined) {
    return new Agent({ connect: { timeout }, maxResponseSize: MAX_REPLY_BYTES });
  }
  return new ProxyAgent({
    uri: options.proxyUrl,
    proxyTls: { timeout },
    requestTls: { timeout },
    maxResponseSize: MAX_REPLY_BYTES,
  });
}

async function answerTo(call: ApiCall, way: ExchangeOptions): Promise<HttpAnswer> {
  const { origin, pathname, search } = call.url;
  try {
    return await exchange({ origin, path: pathname + search, ...contentOf(call.body) }, way);
  } catch (cause) {
    const outcome = NEVER_SENT.has(codeOf(cause)) ? "not-delivered" : "unknown";
    throw noAnswer(call, `no answer (${codeOf(cause)})`, { outcome, cause });
  }
}

function contentOf(
  body: object | undefined,
): Pick<Dispatcher.DispatchOptions, "method" | "headers" | "body"> {
  if (body === undefined) return { method: "GET" };
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { method: "POST", headers, body: JSON.stringify(body) };
}

function readReply(call: ApiCall, { status, text }: HttpAnswer): ApiFields {
  if (status !== 200) {
    const outcome = status >= 300 && status < 500 ? "not-delivered" : "unknown";
    throw noAnswer(call, `HTTP ${status}`, { outcome });
  }
  const fields = parseFields(call, text);
  const { errcode, errmsg } = fields;
  if (typeof errcode !== "number" || !Number.isSafeInteger(errcode)) {
    throw noAnswer(call, "answer without a numeric errcode", { outcome: "unknown" });
  }
  if (errcode !== 0) {
    throw errorOfErrcode(call.api, errcode, typeof errmsg === "string" ? errmsg : "");
  }
  return fields;
}

function parseFields(call: ApiCall, text: string): ApiFields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's message quotes the answer, which may hold a token: it is not kept as a cause.
    parsed = undefined;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw noAnswer(call, "answer is not a JSON object", { outcome: "unknown" });
  }
  return parsed as ApiFields;
}

function noAnswer(
  { api, body }: ApiCall,
  errmsg: string,
  { outcome, cause }: { outcome: CallOutcome; cause?: unknown },
): WecomApiError {
  const hasEffect = body !== undefined;
  return new WecomApiError({
    api,
    errmsg,
    reaction: "retry",
    outcome: hasEffect ? outcome : "not-delivered",
    cause,
  });
}

function codeOf(cause: unknown): string {
  if (cause instanceof DOMException) return cause.name;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "unknown";
}
