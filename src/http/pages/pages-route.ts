import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { CaseView } from "../../actions/inputs.ts";
import { subjectOf } from "../../domain/verbs/act-rule.ts";
import { hasForm, type CasePageParts, type NotCounted } from "./case-forms.ts";
import { sendCasePage } from "./case-page.ts";
import { forgetDraft, keptDraft } from "./draft-cookie.ts";
import { batchRoute, type BatchParts } from "./batch-route.ts";
import { copiesRoute, type CopiesParts } from "./copies-route.ts";
import { formRoute, type FormParts } from "./form-route.ts";
import { leaveRoute, type LeaveParts } from "./leave-route.ts";
import { inTime } from "../in-time.ts";
import { onlyMethods } from "../only-methods.ts";
import { ownPath } from "../session/own-path.ts";
import { phrasesRoute, type PhrasesParts } from "./phrases-route.ts";
import { seenCase, type SeenParts } from "./seen-case.ts";
import { visitorOf, type Visitor } from "../session/session.ts";
import { tasksRoute, type TasksParts } from "./tasks-route.ts";

export type PagesParts = CasePageParts &
  SeenParts &
  TasksParts &
  FormParts &
  LeaveParts &
  BatchParts &
  CopiesParts &
  PhrasesParts;

/** Pages for people; whoever is not logged in is sent to the login and comes back. */
export function pagesRoute(router: Router, parts: PagesParts): void {
  router.get("/", (ctx) => ctx.redirect("/tasks"));
  router.get("/cases/:caseNo", inTime(parts.hold), (ctx) => showCase(ctx, parts));
  for (const path of ["/", "/cases/:caseNo"]) onlyMethods(router, path, "GET");
  tasksRoute(router, parts);
  formRoute(router, parts);
  batchRoute(router, parts);
  copiesRoute(router, parts);
  phrasesRoute(router, parts);
  leaveRoute(router, parts);
}

const KEPT = "登录已过期，刚才没有办理；您写的意见还在，请核对后提交。";
const KEPT_TOO_LATE = "登录已过期，刚才没有办理；此项现已不在等您审批，您写的意见如下。";

async function showCase(ctx: Context, parts: PagesParts): Promise<void> {
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  const view = await seenCase(ctx, visitor, parts);
  const notCounted = draftFromBeforeLogin(ctx, { view, visitor }, parts);
  const phrases = await parts.verbs.listPhrases(visitor.person.userid);
  sendCasePage(ctx, { view, visitor, phrases, notCounted }, parts);
}

/** What the visitor wrote about this case before they had to log in; shown once when nothing waits for it any more. */
function draftFromBeforeLogin(
  ctx: Context,
  { view, visitor }: { view: CaseView; visitor: Visitor },
  parts: PagesParts,
): NotCounted | undefined {
  const { session } = parts;
  const kept = keptDraft(ctx, visitor.person.userid, session);
  if (kept === undefined || subjectOf(view.file, kept.about) === undefined) return undefined;
  if (hasForm({ view, visitor }, kept, parts)) return { ...kept, refused: KEPT };
  forgetDraft(ctx, session);
  return { ...kept, refused: KEPT_TOO_LATE };
}
