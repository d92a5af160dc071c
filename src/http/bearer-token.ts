import type { Context } from "koa";

/** What a request carries as its bearer token; the name of the scheme may be written in any case. @source RFC 9110 11.1 */
export function bearerToken(ctx: Context): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,512})$/i.exec(ctx.get("Authorization"))?.[1];
}
