import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { Bureau } from "../domain/bureau.ts";
import { caseNoOf } from "./case-no.ts";
import { HttpError } from "./errors.ts";
import type { Limit } from "./limit.ts";
import { onlyMethods } from "./only-methods.ts";
import { ownPath } from "./own-path.ts";
import { personOfSession, type SessionParts } from "./session.ts";
import type { ReadVerbs } from "./verbs.ts";
import { CasePage } from "./views/case.tsx";
import { StartPage } from "./views/message.tsx";
import { sendPage } from "./views/send-page.ts";

export interface PagesParts {
  verbs: ReadVerbs;
  session: SessionParts;
  bureau: Bureau;
  /** By person: numbers of cases could be tried out. */
  caseViews: Limit;
}

/** Pages for people; whoever is not logged in is sent to the login and comes back. */
export function pagesRoute(router: Router, parts: PagesParts): void {
  router.get("/", async (ctx) => {
    const viewer = await personOfSession(ctx, parts.session);
    if (viewer === undefined) return ctx.redirect("/login");
    sendPage(ctx, StartPage({ viewerName: viewer.name }));
  });
  router.get("/cases/:caseNo", (ctx) => showCase(ctx, ctx.params["caseNo"], parts));
  for (const path of ["/", "/cases/:caseNo"]) onlyMethods(router, path, "GET");
}

async function showCase(ctx: Context, wanted: string | undefined, parts: PagesParts) {
  const viewer = await personOfSession(ctx, parts.session);
  if (viewer === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  parts.caseViews.check(ctx, viewer.userid);
  parts.caseViews.count(viewer.userid);
  const caseNo = caseNoOf(wanted);
  const view =
    caseNo && (await parts.verbs.lookUpCase({ caseNo, viewer: { staff: viewer.userid } }));
  // No case and no right must look the same, or numbers could be tried out.
  if (view === undefined) throw new HttpError(404, "not-found");
  const context = { bureau: parts.bureau, now: view.asOf };
  sendPage(ctx, CasePage({ file: view.file, context, viewerName: viewer.name }));
}
