import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { PageAnswered, PageDecision, PageForm } from "../../actions/inputs.ts";
import type { Resume } from "../../domain/approval/instance.ts";
import { colleagueNamed } from "../../domain/people/colleagues.ts";
import type { TaskId } from "../../domain/ids.ts";
import { casePathOf, type CasePageParts } from "./case-forms.ts";
import { sendCasePage } from "./case-page.ts";
import { caseNoOf } from "../case-no.ts";
import { forgetDraft, keepDraft } from "./draft-cookie.ts";
import { HttpError, type RequestState } from "../errors.ts";
import {
  isSameForm,
  onceKeyOfToken,
  openFormToken,
  type FormName,
  type FormToken,
} from "../session/form-token.ts";
import { holdWhileAway, type Hold } from "../hold-while-away.ts";
import { onlyMethods } from "../only-methods.ts";
import { refuseForeignOrigin } from "../session/own-origin.ts";
import { readForm } from "./read-form.ts";
import { seenCase, type SeenParts } from "./seen-case.ts";
import { visitorOf, type Visitor } from "../session/session.ts";
import type { Draft, Unsent } from "./draft.ts";
import type { PageVerbs, PhraseVerbs } from "../verbs.ts";
import { LoginOverPage } from "../views/message.tsx";
import { opinionText } from "../views/opinion-text.ts";
import { refusedWords } from "../views/refused-words.ts";
import { sendPage } from "../views/send-page.ts";
import { WHOM } from "../views/act-choices.ts";
import { offeredAct } from "../views/act-forms.ts";
import { offeredVerb } from "../views/verb-forms.ts";

export interface FormParts extends CasePageParts, SeenParts {
  verbs: SeenParts["verbs"] & PageVerbs & Pick<PhraseVerbs, "listPhrases">;
  hold: Hold;
  /** Without a slash at the end. */
  publicUrl: string;
}

const PATHS = ["/cases/:caseNo/tasks/:taskId/decision", "/cases/:caseNo/acts/:kind/:about"];

/** The addresses of the pages that change anything: somebody decides a task, or does something beside deciding. */
export function formRoute(router: Router, parts: FormParts): void {
  for (const path of PATHS) {
    router.post(path, (ctx) => takeForm(ctx, parts));
    onlyMethods(router, path, "POST");
  }
}

async function takeForm(ctx: Context, parts: FormParts): Promise<void> {
  refuseForeignOrigin(ctx, parts.publicUrl);
  const unsent = await readUnsent(ctx);
  const token = openFormToken(unsent.token, parts.session);
  if (token === undefined || !isSameForm(token, nameOf(ctx))) {
    throw new HttpError(403, "bad-token");
  }
  parts.caseViews.check(ctx, token.userid);
  parts.caseViews.count(token.userid);
  const sent = { unsent, token };
  const { visitor, answer } = await holdWhileAway(() => obey(ctx, sent, parts), parts.hold);
  if (visitor === undefined) return askWhoAgain(ctx, sent, parts);
  // What was done is the code of its answer; the code of a refusal never is one.
  if ((offeredVerb(answer.code) ?? offeredAct(answer.code)) === undefined) {
    return showRefused(ctx, { ...sent, visitor, answer }, parts);
  }
  forgetDraft(ctx, parts.session);
  ctx.status = 303;
  ctx.redirect(unsent.casePath);
}

/** The form that an address names. */
function nameOf({ params }: Context): FormName {
  const about = (params["taskId"] ?? params["about"]) as FormName["about"];
  return { kind: (params["kind"] ?? "decision") as FormName["kind"], about };
}

/** From here on every fault shows what was written, and how to send it again. */
async function readUnsent(ctx: Context): Promise<Unsent> {
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  if (caseNo === undefined) throw new HttpError(404, "not-found");
  const unsent = {
    ...(await readForm(ctx)),
    action: ctx.path,
    casePath: casePathOf(caseNo),
  };
  const state: Partial<RequestState> = ctx.state;
  state.unsent = unsent;
  return unsent;
}

interface Sent {
  unsent: Unsent;
  token: FormToken;
}

type Answer = Pick<PageAnswered, "code" | "refusal">;

/** Who sends it now, and what comes of it; whoever is not logged in is asked first. May be repeated. */
async function obey(
  ctx: Context,
  sent: Sent,
  parts: FormParts,
): Promise<{ visitor: Visitor | undefined; answer: Answer }> {
  const { token } = sent;
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) return { visitor, answer: OTHER_SESSION };
  if (token.userid !== visitor.person.userid) throw new HttpError(403, "bad-token");
  // A form of a session before this one is shown again, not obeyed.
  if (token.sessionId !== visitor.sessionId) return { visitor, answer: OTHER_SESSION };
  return { visitor, answer: (await send(ctx, sent, parts)) ?? NO_VERB };
}

const OTHER_SESSION: Answer = { code: "other-session", refusal: undefined };
const NO_VERB: Answer = { code: "no-verb", refusal: undefined };

/** Undefined where nothing was chosen that could be done. */
async function send(
  ctx: Context,
  { token, unsent: { draft } }: Sent,
  { session, verbs, bureau }: FormParts,
): Promise<PageAnswered | undefined> {
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  if (caseNo === undefined) return undefined;
  const { userid: from, kind, about, round, documentVersion } = token;
  const form: PageForm = {
    onceKey: onceKeyOfToken(token),
    from,
    at: session.clock.now(),
    caseNo,
    round,
    documentVersion,
    code: draft.code === "" ? undefined : draft.code,
    text: opinionText(draft),
  };
  if (kind !== "decision") {
    const whom = WHOM[kind] && colleagueNamed(bureau.organisation, draft.code);
    return verbs.actOnPage({
      ...form,
      code: whom ?? form.code,
      kind,
      about,
      signers: draft.signers,
    });
  }
  const verb = offeredVerb(draft.verb);
  if (verb === undefined) return undefined;
  const { fixes, phrase } = draft;
  return verbs.decideOnPage({
    ...form,
    taskId: about as TaskId,
    verb,
    fixes,
    ...(phrase === undefined ? {} : { phrase }),
    ...(verb === "return" ? wayBackIn(draft) : {}),
  });
}

/** Where a return goes and how it comes back, as far as the form says; an empty place is the submitter. */
function wayBackIn({ returnTo, resume: said }: Draft): Pick<PageDecision, "returnTo" | "resume"> {
  const resume = RESUMES.find((one) => one === said);
  return {
    ...(returnTo === undefined || returnTo === "" ? {} : { returnTo }),
    ...(resume === undefined ? {} : { resume }),
  };
}

const RESUMES: readonly Resume[] = ["direct", "step-by-step"];

interface RefusedForm extends Sent {
  answer: Answer;
  visitor: Visitor;
}

/** The case as it is now, why the form did not count, and what was written in it. */
async function showRefused(ctx: Context, form: RefusedForm, parts: FormParts): Promise<void> {
  const { answer, token, visitor, unsent } = form;
  const view = await seenCase(ctx, visitor, parts);
  const { kind, about, userid: viewer } = token;
  const { draft } = unsent;
  const context = { bureau: parts.bureau, now: view.asOf };
  const which = { ...answer, kind, about, verb: draft.verb, viewer };
  const refused = refusedWords(which, view.file, context);
  const status = answer.code === "other-session" ? 403 : 409;
  const notCounted = { kind, about, draft, refused };
  const phrases = await parts.verbs.listPhrases(viewer);
  sendCasePage(ctx, { view, visitor, phrases, notCounted, status }, parts);
}

/** The login ran out while somebody wrote: the text waits in their browser, and is in sight to be copied. */
function askWhoAgain(ctx: Context, { unsent, token }: Sent, { session }: FormParts): void {
  const { kind, about, userid } = token;
  keepDraft(ctx, { userid, kind, about, draft: unsent.draft }, session);
  sendPage(ctx, LoginOverPage({ unsent }), 401);
}
