import { randomBytes } from "node:crypto";
import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { LeaveResult } from "../../actions/leave.ts";
import type { Bureau } from "../../domain/bureau.ts";
import type { LeaveRefusal } from "../../domain/leave/why-not-grant.ts";
import { HttpError } from "../errors.ts";
import { holdWhileAway, type Hold } from "../hold-while-away.ts";
import { inTime } from "../in-time.ts";
import { EMPTY_DRAFT, leaveTermsOf, readLeaveDraft, type LeaveDraft } from "./leave-form.ts";
import { onlyMethods } from "../only-methods.ts";
import { refuseForeignOrigin } from "../session/own-origin.ts";
import { ownPath } from "../session/own-path.ts";
import { readBody } from "../read-body.ts";
import { visitorOf, type SessionParts, type Visitor } from "../session/session.ts";
import { openValue, sealValue } from "../session/signed-value.ts";
import { parseStrictPairs } from "../strict-query.ts";
import type { LeaveVerbs } from "../verbs.ts";
import { LeavePage } from "../views/leave-page.tsx";
import { sendPage } from "../views/send-page.ts";

export interface LeaveParts {
  verbs: LeaveVerbs;
  session: SessionParts;
  bureau: Bureau;
  hold: Hold;
  /** Without a slash at the end. */
  publicUrl: string;
}

const BODY_LIMIT_BYTES = 16 * 1024;

/** 我的休假代理: what one has handed over or been handed, a new one, accepting and ending. */
export function leaveRoute(router: Router, parts: LeaveParts): void {
  router.get("/leave", inTime(parts.hold), (ctx) => showLeave(ctx, parts));
  router.post("/leave", (ctx) => offer(ctx, parts));
  onlyMethods(router, "/leave", "GET, POST");
  const { acceptLeave, endLeave } = parts.verbs;
  for (const [path, verb] of [
    ["/leave/:id/accept", acceptLeave],
    ["/leave/:id/end", endLeave],
  ] as const) {
    router.post(path, (ctx) => act(ctx, verb, parts));
    onlyMethods(router, path, "POST");
  }
}

async function showLeave(ctx: Context, parts: LeaveParts): Promise<void> {
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  await sendLeavePage(ctx, { visitor, draft: EMPTY_DRAFT, refused: undefined }, parts);
}

interface Shown {
  visitor: Visitor;
  draft: LeaveDraft;
  refused: string | LeaveRefusal | undefined;
}

async function sendLeavePage(
  ctx: Context,
  { visitor, draft, refused }: Shown,
  { verbs, session, bureau }: LeaveParts,
): Promise<void> {
  const viewer = visitor.person;
  const isAdmin = viewer.roles.includes("admin");
  const grants = await verbs.listLeave(isAdmin ? undefined : viewer.userid);
  const context = { bureau, now: session.clock.now() };
  const token = makeToken(visitor, session);
  const page = LeavePage({ viewer, isAdmin, grants, draft, refused, token, context });
  sendPage(ctx, page, refused === undefined ? 200 : 409);
}

async function offer(ctx: Context, parts: LeaveParts): Promise<void> {
  const { visitor, values } = await formOf(ctx, parts);
  const draft = readLeaveDraft(values);
  const { organisation } = parts.bureau;
  const terms = leaveTermsOf(draft, { viewer: visitor.person.userid, organisation });
  if (typeof terms === "string")
    return sendLeavePage(ctx, { visitor, draft, refused: terms }, parts);
  const by = visitor.person.userid;
  const result = await holdWhileAway(() => parts.verbs.offerLeave({ terms, by }), parts.hold);
  return answer(ctx, { result, visitor, draft }, parts);
}

async function act(
  ctx: Context,
  verb: LeaveVerbs["acceptLeave"],
  parts: LeaveParts,
): Promise<void> {
  const { visitor } = await formOf(ctx, parts);
  const id = Number(ctx.params["id"]);
  if (!Number.isSafeInteger(id)) throw new HttpError(404, "not-found");
  const result = await holdWhileAway(() => verb({ id, by: visitor.person.userid }), parts.hold);
  return answer(ctx, { result, visitor, draft: EMPTY_DRAFT }, parts);
}

async function answer(
  ctx: Context,
  { result, visitor, draft }: Pick<Shown, "visitor" | "draft"> & { result: LeaveResult },
  parts: LeaveParts,
): Promise<void> {
  if (!result.ok) {
    return sendLeavePage(ctx, { visitor, draft, refused: result.refusal }, parts);
  }
  ctx.status = 303;
  ctx.redirect("/leave");
}

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;\s*charset="?utf-8"?\s*)?$/i;

/**
 * A form of ours, sent by whoever it was made for, in the session that it was made in.
 * @throws HttpError 403
 */
async function formOf(ctx: Context, { publicUrl, session, hold }: LeaveParts) {
  refuseForeignOrigin(ctx, publicUrl);
  if (!FORM_TYPE.test(ctx.get("Content-Type"))) throw new HttpError(403, "not-a-form");
  const values = parseStrictPairs((await readBody(ctx, BODY_LIMIT_BYTES)).toString("utf8"));
  const visitor = await holdWhileAway(() => visitorOf(ctx, session), hold);
  const isOurs = visitor !== undefined && isTokenOf(values["token"] ?? "", visitor, session);
  if (!isOurs) throw new HttpError(403, "bad-token");
  return { visitor, values };
}

function makeToken({ sessionId }: Visitor, { secret }: SessionParts): string {
  return sealValue("leave", { sessionId, nonce: randomBytes(12).toString("hex") }, secret);
}

function isTokenOf(token: string, { sessionId }: Visitor, { secret }: SessionParts): boolean {
  const value = openValue("leave", token, secret);
  return (
    typeof value === "object" &&
    value !== null &&
    "sessionId" in value &&
    value.sessionId === sessionId
  );
}
