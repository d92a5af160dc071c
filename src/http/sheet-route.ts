import type { Router, RouterContext } from "@koa/router";
import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { Bureau } from "../domain/bureau.ts";
import { caseNoOf } from "./case-no.ts";
import { HttpError } from "./errors.ts";
import { onlyMethods } from "./only-methods.ts";
import { ownPath } from "./own-path.ts";
import type { SeenParts } from "./seen-case.ts";
import { visitorOf, type SessionParts } from "./session.ts";
import { sendPage } from "./views/send-page.ts";
import { SheetPage } from "./views/sheet.tsx";

export interface SheetParts extends SeenParts {
  session: SessionParts;
  bureau: Bureau;
}

const PATH = "/cases/:caseNo/sheet/:kind";
const KINDS: readonly ApprovalKind[] = ["supply_plan", "grid_investment"];

/** The printable sheet of a document, for whoever may see its case. */
export function sheetRoute(router: Router, parts: SheetParts): void {
  router.get(PATH, (ctx) => showSheet(ctx, parts));
  onlyMethods(router, PATH, "GET");
}

async function showSheet(ctx: RouterContext, parts: SheetParts): Promise<void> {
  const { verbs, caseViews, bureau, session } = parts;
  const visitor = await visitorOf(ctx, session);
  if (visitor === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  const { userid, name: viewerName } = visitor.person;
  caseViews.check(ctx, userid);
  caseViews.count(userid);
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  const kind = KINDS.find((one) => one === ctx.params["kind"]);
  const viewer = { staff: userid };
  const sheet = caseNo && kind && (await verbs.issueSheet({ caseNo, kind, viewer }));
  // No case, no document and no right must look the same, or numbers could be tried out.
  if (sheet === undefined) throw new HttpError(404, "not-found");
  sendPage(ctx, SheetPage({ sheet, context: { bureau, now: sheet.asOf }, viewerName }));
}
