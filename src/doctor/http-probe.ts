import { Agent, ProxyAgent, request, type Dispatcher } from "undici";
import { SECOND_MS } from "../lib/clock.ts";

/** What came back, whatever its status. */
export interface ProbeAnswer {
  status: number;
  /** Only the beginning of a long one: whoever sends a long page can be reached all the same. */
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
    return { status: statusCode, body: await beginningOf(body), serverAt: dateOf(headers["date"]) };
  } finally {
    await dispatcher.destroy();
  }
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of body) {
    pieces.push(piece);
    sizeBytes += piece.length;
    if (sizeBytes >= MAX_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, MAX_BYTES);
}

function dispatcherFor(proxyUrl: string | undefined): Dispatcher {
  const timeout = CONNECT_TIMEOUT_MS;
  if (proxyUrl === undefined) return new Agent({ connect: { timeout } });
  return new ProxyAgent({ uri: proxyUrl, proxyTls: { timeout }, requestTls: { timeout } });
}

function dateOf(header: string | string[] | undefined): Date | undefined {
  if (typeof header !== "string") return undefined;
  const at = new Date(header);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
