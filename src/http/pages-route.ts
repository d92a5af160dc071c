import type { Router, RouterContext } from "@koa/router";
import type { ApprovalKind } from "../domain/approval-kind.ts";
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
import { SheetPage } from "./views/sheet.tsx";
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
  router.get("/cases/:caseNo", (ctx) => showCase(ctx, parts));
  router.get("/cases/:caseNo/sheet/:kind", (ctx) => showSheet(ctx, parts));
  for (const path of ["/", "/cases/:caseNo", "/cases/:caseNo/sheet/:kind"]) {
    onlyMethods(router, path, "GET");
  }
}

async function showCase(ctx: RouterContext, parts: PagesParts): Promise<void> {
  const asked = await askedBy(ctx, parts);
  if (asked === undefined) return;
  const { caseNo, viewer, viewerName } = asked;
  const view = caseNo && (await parts.verbs.lookUpCase({ caseNo, viewer }));
  // No case and no right must look the same, or numbers could be tried out.
  if (view === undefined) throw new HttpError(404, "not-found");
  const context = { bureau: parts.bureau, now: view.asOf };
  sendPage(ctx, CasePage({ file: view.file, context, viewerName }));
}

async function showSheet(ctx: RouterContext, parts: PagesParts): Promise<void> {
  const asked = await askedBy(ctx, parts);
  if (asked === undefined) return;
  const { caseNo, viewer, viewerName } = asked;
  const kind = KINDS.find((one) => one === ctx.params["kind"]);
  const sheet = caseNo && kind && (await parts.verbs.issueSheet({ caseNo, kind, viewer }));
  if (sheet === undefined) throw new HttpError(404, "not-found");
  const context = { bureau: parts.bureau, now: sheet.asOf };
  sendPage(ctx, SheetPage({ sheet, context, viewerName }));
}

const KINDS: readonly ApprovalKind[] = ["supply_plan", "grid_investment"];

/** Who looks, and at which case; undefined when they were sent to the login. */
async function askedBy(ctx: RouterContext, { session, caseViews }: PagesParts) {
  const person = await personOfSession(ctx, session);
  if (person === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return undefined;
  }
  caseViews.check(ctx, person.userid);
  caseViews.count(person.userid);
  const viewer = { staff: person.userid };
  return { caseNo: caseNoOf(ctx.params["caseNo"]), viewer, viewerName: person.name };
}
