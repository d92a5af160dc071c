import type { Context } from "koa";
import type { OnceKey } from "../../actions/inputs.ts";
import { sha256Hex } from "../../lib/hash.ts";
import { HttpError } from "../errors.ts";

const KEY_SHAPE = /^[\x21-\x7e]{1,128}$/;

/**
 * The `Idempotency-Key` of a request with the hash of what it asks for; undefined without the header.
 * @throws HttpError 400 unless 1 to 128 visible ASCII characters.
 */
export function onceKeyOf(
  ctx: Context,
  { apiKeyName, bodyText }: { apiKeyName: string; bodyText: string },
): OnceKey | undefined {
  const key = ctx.get("Idempotency-Key");
  if (key === "" && ctx.headers["idempotency-key"] === undefined) return undefined;
  if (!KEY_SHAPE.test(key)) throw new HttpError(400, "bad-idempotency-key");
  return { apiKeyName, key, requestHash: sha256Hex(`${ctx.method} ${ctx.path}\n${bodyText}`) };
}
