import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { PageAnswered, PageDecision } from "../actions/inputs.ts";
import { casePathOf, sendCasePage, type CasePageParts } from "./case-page.ts";
import { caseNoOf } from "./case-no.ts";
import { readDecisionForm } from "./decision-form.ts";
import { onceKeyOfToken, openDecisionToken, type DecisionToken } from "./decision-token.ts";
import { forgetDraft, keepDraft } from "./draft-cookie.ts";
import { HttpError, type RequestState } from "./errors.ts";
import { holdWhileAway, type Hold } from "./hold-while-away.ts";
import { onlyMethods } from "./only-methods.ts";
import { refuseForeignOrigin } from "./own-origin.ts";
import { seenCase, type SeenParts } from "./seen-case.ts";
import { visitorOf, type Visitor } from "./session.ts";
import type { Draft, Unsent } from "./unsent.ts";
import type { PageVerbs } from "./verbs.ts";
import { LoginOverPage } from "./views/message.tsx";
import { opinionText } from "./views/opinion-text.ts";
import { refusedWords } from "./views/refused-words.ts";
import { sendPage } from "./views/send-page.ts";
import { offeredVerb } from "./views/verb-forms.ts";

export interface DecisionParts extends CasePageParts, SeenParts {
  verbs: SeenParts["verbs"] & PageVerbs;
  hold: Hold;
  /** Without a slash at the end. */
  publicUrl: string;
}

const PATH = "/cases/:caseNo/tasks/:taskId/decision";

/** The one address of the pages that changes anything: somebody decides a task that waits for them. */
export function decisionRoute(router: Router, parts: DecisionParts): void {
  router.post(PATH, (ctx) => decide(ctx, parts));
  onlyMethods(router, PATH, "POST");
}

async function decide(ctx: Context, parts: DecisionParts): Promise<void> {
  refuseForeignOrigin(ctx, parts.publicUrl);
  const unsent = await readUnsent(ctx);
  const token = openDecisionToken(unsent.token, parts.session);
  if (token === undefined || token.taskId !== ctx.params["taskId"]) {
    throw new HttpError(403, "bad-token");
  }
  const visitor = await holdWhileAway(() => visitorOf(ctx, parts.session), parts.hold);
  if (visitor === undefined) return askWhoAgain(ctx, { unsent, token }, parts);
  if (token.userid !== visitor.person.userid) throw new HttpError(403, "bad-token");
  parts.caseViews.check(ctx, visitor.person.userid);
  parts.caseViews.count(visitor.person.userid);
  const answer = await answerTo(ctx, { token, visitor, draft: unsent.draft }, parts);
  // A verb is the code of what was done; the code of a refusal never is one.
  if (offeredVerb(answer.code) === undefined) {
    return showRefused(ctx, { answer, token, visitor, unsent }, parts);
  }
  forgetDraft(ctx, parts.session);
  ctx.status = 303;
  ctx.redirect(unsent.casePath);
}

/** From here on every fault shows what was written, and how to send it again. */
async function readUnsent(ctx: Context): Promise<Unsent> {
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  if (caseNo === undefined) throw new HttpError(404, "not-found");
  const unsent = {
    ...(await readDecisionForm(ctx)),
    action: ctx.path,
    casePath: casePathOf(caseNo),
  };
  const state: Partial<RequestState> = ctx.state;
  state.unsent = unsent;
  return unsent;
}

interface Sent {
  token: DecisionToken;
  visitor: Visitor;
  draft: Draft;
}

type Answer = Pick<PageAnswered, "code" | "refusal">;

/** Decides, or tells why not. A form of a session before this one is shown again, not obeyed. */
async function answerTo(ctx: Context, sent: Sent, parts: DecisionParts): Promise<Answer> {
  const { token, visitor, draft } = sent;
  if (token.sessionId !== visitor.sessionId) return { code: "other-session", refusal: undefined };
  const verb = offeredVerb(draft.verb);
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  if (verb === undefined || caseNo === undefined) {
    return { code: "no-verb", refusal: undefined };
  }
  const decision: PageDecision = {
    onceKey: onceKeyOfToken(token),
    from: visitor.person.userid,
    at: parts.session.clock.now(),
    caseNo,
    taskId: token.taskId,
    verb,
    round: token.round,
    documentVersion: token.documentVersion,
    code: draft.code === "" ? undefined : draft.code,
    text: opinionText(draft),
    fixes: draft.fixes,
  };
  return holdWhileAway(() => parts.verbs.decideOnPage(decision), parts.hold);
}

interface RefusedForm {
  answer: Answer;
  token: DecisionToken;
  visitor: Visitor;
  unsent: Unsent;
}

/** The case as it is now, why the form did not count, and what was written in it. */
async function showRefused(ctx: Context, form: RefusedForm, parts: DecisionParts): Promise<void> {
  const { answer, token, visitor, unsent } = form;
  const view = await seenCase(ctx, visitor, parts);
  const { taskId, userid: viewer } = token;
  const { draft } = unsent;
  const context = { bureau: parts.bureau, now: view.asOf };
  const which = { ...answer, taskId, verb: draft.verb, viewer };
  const refused = refusedWords(which, view.file, context);
  const status = answer.code === "other-session" ? 403 : 409;
  sendCasePage(ctx, { view, visitor, notCounted: { taskId, draft, refused }, status }, parts);
}

/** The login ran out while somebody wrote: the text waits in their browser, and is in sight to be copied. */
function askWhoAgain(
  ctx: Context,
  { unsent, token }: { unsent: Unsent; token: DecisionToken },
  { session }: DecisionParts,
): void {
  const { taskId, userid } = token;
  keepDraft(ctx, { userid, taskId, draft: unsent.draft }, session);
  sendPage(ctx, LoginOverPage({ unsent }), 401);
}
