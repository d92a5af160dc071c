import type { Router } from "@koa/router";
import { HttpError } from "../errors.ts";
import { onlyMethods } from "../only-methods.ts";

const PATH = "/sheet-key.pub";

/** The key that sheets are verified with; for everybody. */
export function sheetKeyRoute(router: Router, publicKey: string | undefined): void {
  router.get(PATH, (ctx) => {
    if (publicKey === undefined) throw new HttpError(404, "not-found");
    ctx.set("Content-Type", "text/plain; charset=utf-8");
    ctx.body = publicKey;
  });
  onlyMethods(router, PATH, "GET");
}
