import type { Router } from "@koa/router";
import { onlyMethods } from "../only-methods.ts";
import { DRAFT_SCRIPT, DRAFT_SCRIPT_PATH } from "../views/draft-script.ts";
import { CSS, CSS_PATH } from "../views/style.ts";

const ASSETS = [
  { path: CSS_PATH, type: "text/css; charset=utf-8", text: CSS },
  { path: DRAFT_SCRIPT_PATH, type: "text/javascript; charset=utf-8", text: DRAFT_SCRIPT },
];

/** The style sheet and the script; their addresses carry a hash, so they may be kept for ever. */
export function assetsRoute(router: Router): void {
  for (const { path, type, text } of ASSETS) {
    router.get(path, (ctx) => {
      ctx.set("Cache-Control", "public, max-age=31536000, immutable");
      ctx.set("Content-Type", type);
      ctx.body = text;
    });
    onlyMethods(router, path, "GET");
  }
}
