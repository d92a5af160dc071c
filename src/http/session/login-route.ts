import type { Router } from "@koa/router";
import type { Context } from "koa";
import { personOf, type Person } from "../../domain/people/organisation.ts";
import { AppError } from "../../lib/errors.ts";
import type { Logger } from "../../lib/log.ts";
import { authorizeUrl, type LoginApp } from "./authorize-url.ts";
import { HttpError } from "../errors.ts";
import { beginAttempt, endAttempt, type LoginAttempt } from "./login-attempt.ts";
import { onlyMethods } from "../only-methods.ts";
import { peerOf, type Limit } from "../limit.ts";
import { ownPath } from "./own-path.ts";
import { beginSession, endSession, visitorOf, type SessionParts } from "./session.ts";
import { parseStrictQuery } from "../strict-query.ts";
import { LoggedOutPage, LoginFailedPage, NotAMemberPage } from "../views/message.tsx";
import { sendPage } from "../views/send-page.ts";

export interface LoginParts {
  app: LoginApp;
  /** Without a slash at the end. */
  publicUrl: string;
  session: SessionParts;
  /** By address. */
  failedLogins: Limit;
  /** Userid behind a login code, undefined when it is no member. Throws AppError when the code is refused. */
  getLoginUser: (code: string) => Promise<string | undefined>;
  log: Logger;
}

const CODE_SHAPE = /^[\x21-\x7e]{1,512}$/;
const STATE_SHAPE = /^[A-Za-z0-9]{1,128}$/;

/** Login through WeCom and logout. A failed try is repeated once by itself; after that a person must press. */
export function loginRoute(router: Router, parts: LoginParts): void {
  router.get("/login", async (ctx) => {
    const to = ownPath(parseStrictQuery(ctx.querystring)["to"]);
    if ((await visitorOf(ctx, parts.session)) !== undefined) return ctx.redirect(to);
    sendToLogin(ctx, { to, tries: 0 }, parts);
  });
  router.get("/login/callback", (ctx) => comeBack(ctx, parts));
  for (const path of ["/login", "/login/callback"]) onlyMethods(router, path, "GET");
  router.get("/logout", (ctx) => logOut(ctx, parts));
  router.post("/logout", (ctx) => logOut(ctx, parts));
  onlyMethods(router, "/logout", "GET, POST");
}

function sendToLogin(
  ctx: Context,
  goal: { to: string; tries: number },
  { app, publicUrl, session }: LoginParts,
): void {
  const state = beginAttempt(ctx, goal, session);
  ctx.redirect(authorizeUrl(app, `${publicUrl}/login/callback`, state));
}

async function comeBack(ctx: Context, parts: LoginParts): Promise<void> {
  const { failedLogins, session } = parts;
  failedLogins.check(ctx, peerOf(ctx));
  const { state = "", code = "" } = parseStrictQuery(ctx.querystring);
  if (!STATE_SHAPE.test(state)) throw new HttpError(400, "bad-query");
  const attempt = endAttempt(ctx, state, session);
  const user =
    attempt !== undefined && CODE_SHAPE.test(code) ? await askWho(code, parts) : "refused";
  // Whole offices come from one address, so only what fails is counted.
  if (user === "refused" || user === undefined) failedLogins.count(peerOf(ctx));
  if (attempt === undefined) return fail(ctx, "/");
  if (user === "refused") return tryAgain(ctx, attempt, parts);
  if (user === undefined) return sendPage(ctx, NotAMemberPage(), 403);
  beginSession(ctx, user.userid, session);
  ctx.redirect(attempt.to);
}

/** The person behind a code; undefined for people whom the organisation does not know. */
async function askWho(code: string, parts: LoginParts): Promise<Person | undefined | "refused"> {
  try {
    const userid = await parts.getLoginUser(code);
    const person = userid === undefined ? undefined : personOf(parts.session.organisation, userid);
    // A login of nobody's session asks only whether its person is still there.
    const isGone = person && (await parts.session.verbs.isSessionEnded({ ...person, id: "" }));
    return isGone === true ? undefined : person;
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    parts.log.warn({ err: fault }, "login.refused");
    return "refused";
  }
}

/** Going back in the browser replays a used code, which a fresh one mends; a second failure is no accident. */
function tryAgain(ctx: Context, { to, tries }: LoginAttempt, parts: LoginParts): void {
  if (tries > 0) return fail(ctx, to);
  sendToLogin(ctx, { to, tries: tries + 1 }, parts);
}

function fail(ctx: Context, to: string): void {
  sendPage(ctx, LoginFailedPage({ to }), 403);
}

/** Ends the session; with `next`, an address of ours, the browser goes on there and is asked who it is. */
async function logOut(ctx: Context, { session, publicUrl }: LoginParts): Promise<void> {
  await endSession(ctx, session);
  const next = parseStrictQuery(ctx.querystring)["next"];
  if (next?.startsWith(`${publicUrl}/`)) return ctx.redirect(ownPath(next.slice(publicUrl.length)));
  sendPage(ctx, LoggedOutPage());
}
