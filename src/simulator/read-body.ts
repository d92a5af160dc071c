import type { IncomingMessage } from "node:http";

/** Enough for the largest upload (20 MB) with its multipart frame. */
const MAX_BODY_BYTES = 24 * 1_048_576;

/** The request's body; undefined when it is larger than 24 MiB. */
export async function readBytes(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The request's body as text; undefined when it is too large. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  return (await readBytes(request))?.toString("utf8");
}
