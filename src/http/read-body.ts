import type { Context } from "koa";
import getRawBody from "raw-body";
import { HttpError } from "./errors.ts";

/**
 * Reads the bytes of a body, at most `limitBytes`; a longer one is refused before it is read.
 * @throws HttpError 413, 415 for a compressed body (never inflated here), 400 when it ends early.
 */
export async function readBody(ctx: Context, limitBytes: number): Promise<Buffer> {
  const encoding = ctx.get("Content-Encoding").toLowerCase();
  if (encoding !== "" && encoding !== "identity") throw new HttpError(415, "compressed-body");
  const length = ctx.get("Content-Length") || null;
  try {
    return await getRawBody(ctx.req, { limit: limitBytes, length });
  } catch (cause) {
    throw isTooLarge(cause)
      ? new HttpError(413, "body-too-large", { cause })
      : new HttpError(400, "body-broken", { cause });
  }
}

function isTooLarge(fault: unknown): boolean {
  return fault instanceof Error && "type" in fault && fault.type === "entity.too.large";
}
