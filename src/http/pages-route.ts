import type { Router } from "@koa/router";
import type { Context } from "koa";
import { approvalOfTask } from "../domain/case-file.ts";
import { sendCasePage, type CasePageParts } from "./case-page.ts";
import { decisionRoute, type DecisionParts } from "./decision-route.ts";
import { keptDraft } from "./draft-cookie.ts";
import { onlyMethods } from "./only-methods.ts";
import { ownPath } from "./own-path.ts";
import { seenCase, type SeenParts } from "./seen-case.ts";
import { visitorOf } from "./session.ts";
import { tasksRoute, type TasksParts } from "./tasks-route.ts";

export type PagesParts = CasePageParts & SeenParts & TasksParts & DecisionParts;

/** Pages for people; whoever is not logged in is sent to the login and comes back. */
export function pagesRoute(router: Router, parts: PagesParts): void {
  router.get("/", (ctx) => ctx.redirect("/tasks"));
  router.get("/cases/:caseNo", (ctx) => showCase(ctx, parts));
  for (const path of ["/", "/cases/:caseNo"]) onlyMethods(router, path, "GET");
  tasksRoute(router, parts);
  decisionRoute(router, parts);
}

const KEPT_WORDS = "登录已过期，刚才没有办理；您写的意见还在，请核对后提交。";

async function showCase(ctx: Context, parts: PagesParts): Promise<void> {
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  const view = await seenCase(ctx, visitor, parts);
  const kept = keptDraft(ctx, visitor.person.userid, parts.session);
  const isOfThisCase = kept !== undefined && approvalOfTask(view.file, kept.taskId) !== undefined;
  const notCounted = isOfThisCase ? { ...kept, refused: KEPT_WORDS } : undefined;
  sendCasePage(ctx, { view, visitor, notCounted }, parts);
}
