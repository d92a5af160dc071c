import type { Context } from "koa";
import { bearerToken } from "../bearer-token.ts";
import { HttpError } from "../errors.ts";
import { isSameSecret } from "../session/secrets.ts";

/** A key of a business system; one name may hold two keys while they are rotated. */
export interface NamedKey {
  name: string;
  key: string;
}

/**
 * Name of the business system whose key the request carries.
 * @throws HttpError 401, the same for a missing, a malformed and a wrong key.
 */
export function apiKeyName(ctx: Context, keys: readonly NamedKey[]): string {
  const given = bearerToken(ctx) ?? "";
  // All keys are compared, so that the time taken does not tell which one came near.
  const [found] = keys.filter(({ key }) => isSameSecret(given, key));
  if (found !== undefined) return found.name;
  ctx.set("WWW-Authenticate", "Bearer");
  throw new HttpError(401, "unauthorized");
}
