import Router from "@koa/router";
import type { Context } from "koa";
import { authorize, PERSON_COOKIE } from "../oauth-route.ts";
import type { ActResult, Stage } from "../phone/act.ts";
import { clickMenu, closeChat, openChat, say } from "../phone/chat.ts";
import { press, pressMenu } from "../phone/press.ts";
import { readBody } from "../read-body.ts";
import { findMember } from "../world/members.ts";
import type { Member, World } from "../world/world.ts";
import { asset } from "./assets.ts";
import { QUESTION_FIELD } from "./card-controls.tsx";
import type { Form } from "./desk-acts.ts";
import { DESK_ACTS, text } from "./desk-acts.ts";
import { choosePersonPage, deskPage, phonePage, refusalPage } from "./pages.tsx";

const SHOWN_AT_FIRST = 3;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http: https: data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

type PhoneAct = (stage: Stage, userid: string, form: Form) => ActResult | Promise<ActResult>;

function inChat(userid: string, form: Form): { userid: string; agentId?: number } {
  const agentId = text(form, "agentId");
  return agentId === "" ? { userid } : { userid, agentId: Number(agentId) };
}

function touch(userid: string, form: Form) {
  const selections: Record<string, readonly string[]> = {};
  for (const field of new Set(form.keys()))
    if (field.startsWith(QUESTION_FIELD))
      selections[field.slice(QUESTION_FIELD.length)] = form.getAll(field);
  return { userid, card: text(form, "cardId"), key: text(form, "key"), selections };
}

/** `POST /phone/{userid}/{name}` */
const PHONE_ACTS: Readonly<Record<string, PhoneAct>> = {
  press: (stage, userid, form) => press(stage, touch(userid, form)),
  "press-menu": (stage, userid, form) => pressMenu(stage, touch(userid, form)),
  say: (stage, userid, form) =>
    say(stage, { ...inChat(userid, form), content: text(form, "content").trim() }),
  "menu-click": (stage, userid, form) =>
    clickMenu(stage, { ...inChat(userid, form), key: text(form, "key") }),
  open: (stage, userid, form) => openChat(stage, { userid, chatId: text(form, "chatId") }),
  back: ({ world }, userid) => closeChat(world, userid),
};

/** Pages, their forms, the in-client login and the page's files. */
export function createPageRouter(stage: Stage): Router {
  const { world } = stage;
  const router = new Router();
  router.get("/", (ctx) => showHtml(ctx, deskPage(world, shownMembers(world, ctx))));
  router.get("/phone/:userid", (ctx) => {
    const member = memberOf(world, ctx);
    if (member !== undefined) showHtml(ctx, phonePage(world, member));
  });
  router.get("/phone/:userid/link", (ctx) => followLink(world, ctx));
  router.post("/phone/:userid/:act", (ctx) => actOnPhone(stage, ctx));
  router.post("/desk/:act", (ctx) => actOnDesk(stage, ctx));
  router.get("/connect/oauth2/authorize", (ctx) => login(world, ctx));
  router.get("/wwlogin/sso/login", (ctx) => login(world, ctx));
  router.get("/assets/:name", (ctx) => {
    const file = asset(param(ctx, "name"));
    if (file === undefined) return;
    ctx.type = file.type;
    ctx.body = file.body;
  });
  return router;
}

function param(ctx: Context, name: string): string {
  const value: unknown = ctx["params"][name];
  return typeof value === "string" ? value : "";
}

function showHtml(ctx: Context, html: string): void {
  ctx.type = "text/html; charset=utf-8";
  ctx.set("content-security-policy", POLICY);
  ctx.set("cache-control", "no-store");
  ctx.body = html;
}

function memberOf(world: World, ctx: Context): Member | undefined {
  return findMember(world, param(ctx, "userid"));
}

/** The people asked for; else the first ones who have got a message, then simply the first ones. */
function shownMembers(world: World, ctx: Context): readonly Member[] {
  const { people } = ctx.query;
  if (typeof people === "string")
    return people.split(",").flatMap((userid) => findMember(world, userid) ?? []);
  const all = [...world.members.values()].filter((member) => member.status === 1);
  const written = new Set([...world.messages.values()].flatMap((each) => each.recipients));
  const first = all.filter((member) => written.has(member.userid));
  return [...new Set([...first, ...all])].slice(0, SHOWN_AT_FIRST);
}

async function readForm(ctx: Context): Promise<Form> {
  return new URLSearchParams((await readBody(ctx.req)) ?? "");
}

/** Scripts get the result as JSON; without script the browser goes back to its page. */
function conclude(ctx: Context, result: object): void {
  if (ctx.get("accept").includes("application/json")) {
    ctx.body = result;
    return;
  }
  const back = ctx.get("referer");
  const path = URL.canParse(back) ? new URL(back).pathname + new URL(back).search : "/";
  ctx.status = 303;
  ctx.set("location", path);
}

async function actOnPhone(stage: Stage, ctx: Context): Promise<void> {
  const name = param(ctx, "act");
  const act = Object.hasOwn(PHONE_ACTS, name) ? PHONE_ACTS[name] : undefined;
  if (act === undefined) return;
  conclude(ctx, await act(stage, param(ctx, "userid"), await readForm(ctx)));
}

async function actOnDesk(stage: Stage, ctx: Context): Promise<void> {
  const name = param(ctx, "act");
  const act = Object.hasOwn(DESK_ACTS, name) ? DESK_ACTS[name] : undefined;
  if (act === undefined) return;
  await act(stage, await readForm(ctx));
  conclude(ctx, { ok: true });
}

/** Marks the browser as this person's phone, then opens the address. */
function followLink(world: World, ctx: Context): void {
  const member = memberOf(world, ctx);
  const { url } = ctx.query;
  if (member === undefined || typeof url !== "string" || !/^https?:\/\//i.test(url)) return;
  const before = ctx.cookies.get(PERSON_COOKIE);
  ctx.cookies.set(PERSON_COOKIE, member.userid, { sameSite: "lax", overwrite: true });
  const { sessionEndUrl } = world.settings;
  const isSamePerson = before === member.userid;
  ctx.redirect(
    sessionEndUrl === undefined || isSamePerson
      ? url
      : sessionEndUrl.replace("{url}", encodeURIComponent(url)),
  );
}

function login(world: World, ctx: Context): void {
  const result = authorize(world, ctx);
  if (result.kind === "choose") showHtml(ctx, choosePersonPage(world, ctx.URL));
  if (result.kind !== "refused") return;
  showHtml(ctx, refusalPage(result.errcode, result.detail));
  ctx.status = 400;
}
