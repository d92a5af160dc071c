import http from "node:http";
import https from "node:https";
import { performance } from "node:perf_hooks";

/** What came back over HTTP, or why nothing did. */
export interface HttpOutcome {
  readonly status?: number;
  readonly body?: string;
  readonly error?: string;
  readonly latencyMs: number;
}

export interface HttpSend {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
  /** Default `text/xml`. */
  readonly contentType?: string;
  /** Whole answer must be there within this time; then the connection is cut. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

const MAX_ANSWER_BYTES = 1_048_576;

/** Sends one request on its own connection; never throws, redirects are not followed. */
export function sendHttp(send: HttpSend): Promise<HttpOutcome> {
  const startedMs = performance.now();
  const latencyMs = () => Math.round((performance.now() - startedMs) * 10) / 10;
  return new Promise((resolve) => {
    const fail = (error: string) => resolve({ error, latencyMs: latencyMs() });
    const request = openRequest(send, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
      });
      response.on("error", (error) => fail(error.message));
      response.on("end", () => {
        const body = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, body, latencyMs: latencyMs() });
      });
    });
    if (request === undefined) return fail("callback URL is not an http(s) address");
    const deadline = setTimeout(() => request.destroy(new Error("timeout")), send.deadlineMs);
    request.on("close", () => clearTimeout(deadline));
    request.on("error", (error) => fail(error.message || error.name));
    request.end(send.body);
  });
}

function openRequest(
  send: HttpSend,
  onResponse: (response: http.IncomingMessage) => void,
): http.ClientRequest | undefined {
  if (!/^https?:\/\//i.test(send.url) || !URL.canParse(send.url)) return undefined;
  const client = send.url.toLowerCase().startsWith("https:") ? https : http;
  const headers: http.OutgoingHttpHeaders = { "user-agent": "Mozilla/4.0", accept: "*/*" };
  if (send.body !== undefined) {
    headers["content-type"] = send.contentType ?? "text/xml";
    headers["content-length"] = Buffer.byteLength(send.body);
  }
  const options = { method: send.method, headers, agent: false, signal: send.signal };
  return client.request(send.url, options, onResponse);
}
