import type { Router } from "@koa/router";
import { onlyMethods } from "./only-methods.ts";
import { CSS, CSS_PATH } from "./views/style.ts";

/** The style sheet; its address carries a hash, so it may be kept for ever. */
export function assetsRoute(router: Router): void {
  router.get(CSS_PATH, (ctx) => {
    ctx.set("Cache-Control", "public, max-age=31536000, immutable");
    ctx.set("Content-Type", "text/css; charset=utf-8");
    ctx.body = CSS;
  });
  onlyMethods(router, CSS_PATH, "GET");
}
