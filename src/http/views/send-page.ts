import type { Context } from "koa";
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";

/** Answers with a page; the status stays what it is unless one is given. */
export function sendPage(ctx: Context, page: JSX.Element, status?: number): void {
  if (status !== undefined) ctx.status = status;
  ctx.set("Content-Type", "text/html; charset=utf-8");
  ctx.body = `<!doctype html>${renderToString(page)}`;
}
