import { Agent, ProxyAgent, request, type Dispatcher } from "undici";
import { SECOND_MS } from "../lib/clock.ts";

/** What came back, whatever its status. */
export interface ProbeAnswer {
  status: number;
  body: Buffer;
  /** The server's clock to the second, when it told. */
  serverAt: Date | undefined;
}

const CONNECT_TIMEOUT_MS = 3 * SECOND_MS;
const TOTAL_TIMEOUT_MS = 6 * SECOND_MS;
const MAX_BYTES = 64 * 1024;

/** One GET without following redirects. @throws what the network says when no answer came */
export async function probe(url: URL, proxyUrl?: string): Promise<ProbeAnswer> {
  const dispatcher = dispatcherFor(proxyUrl);
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal: AbortSignal.timeout(TOTAL_TIMEOUT_MS),
    });
    const bytes = Buffer.from(await body.arrayBuffer());
    return { status: statusCode, body: bytes, serverAt: dateOf(headers["date"]) };
  } finally {
    await dispatcher.destroy();
  }
}

function dispatcherFor(proxyUrl: string | undefined): Dispatcher {
  const timeout = CONNECT_TIMEOUT_MS;
  if (proxyUrl === undefined)
    return new Agent({ connect: { timeout }, maxResponseSize: MAX_BYTES });
  return new ProxyAgent({
    uri: proxyUrl,
    proxyTls: { timeout },
    requestTls: { timeout },
    maxResponseSize: MAX_BYTES,
  });
}

function dateOf(header: string | string[] | undefined): Date | undefined {
  if (typeof header !== "string") return undefined;
  const at = new Date(header);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
