import type { Context } from "koa";
import { HttpError } from "../errors.ts";

/**
 * Refuses a request that another site's page made. Browsers name the origin with every POST; without the header the
 * token of the form alone must prove it.
 * @throws HttpError 403
 */
export function refuseForeignOrigin(ctx: Context, publicUrl: string): void {
  const origin = ctx.get("Origin");
  const site = ctx.get("Sec-Fetch-Site");
  const isForeign = origin !== "" && origin !== new URL(publicUrl).origin;
  const isFromElsewhere = site !== "" && site !== "same-origin";
  if (isForeign || isFromElsewhere) throw new HttpError(403, "foreign-origin");
}
