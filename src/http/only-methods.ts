import type { Router } from "@koa/router";
import { HttpError } from "./errors.ts";

/** Refuses every other method at an address; to be called after its routes. `allow` as the header wants it. */
export function onlyMethods(router: Router, path: string, allow: string): void {
  router.all(path, (ctx) => {
    ctx.set("Allow", allow);
    throw new HttpError(405, "method-not-allowed");
  });
}
