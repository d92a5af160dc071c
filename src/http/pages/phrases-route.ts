import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { Refusal } from "../../domain/outcome.ts";
import { HttpError } from "../errors.ts";
import { holdWhileAway } from "../hold-while-away.ts";
import { inTime } from "../in-time.ts";
import { onlyMethods } from "../only-methods.ts";
import { makeOwnToken, ownFormOf, type OwnFormParts } from "./own-form.ts";
import { ownPath } from "../session/own-path.ts";
import { visitorOf, type Visitor } from "../session/session.ts";
import type { PhraseVerbs } from "../verbs.ts";
import { PhrasesPage } from "../views/phrases-page.tsx";
import { sendPage } from "../views/send-page.ts";

export interface PhrasesParts extends OwnFormParts {
  verbs: PhraseVerbs;
  refusalWords: (refusal: Refusal) => string;
}

const PATH = "/tasks/phrases";

/** 我的常用语: up to ten, to be added and taken away. */
export function phrasesRoute(router: Router, parts: PhrasesParts): void {
  router.get(PATH, inTime(parts.hold), (ctx) => showPhrases(ctx, parts));
  router.post(PATH, (ctx) => add(ctx, parts));
  onlyMethods(router, PATH, "GET, POST");
  router.post(`${PATH}/remove`, (ctx) => remove(ctx, parts));
  onlyMethods(router, `${PATH}/remove`, "POST");
}

async function showPhrases(ctx: Context, parts: PhrasesParts): Promise<void> {
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  await sendPhrases(ctx, { visitor, typed: "", refused: undefined }, parts);
}

async function sendPhrases(
  ctx: Context,
  shown: { visitor: Visitor; typed: string; refused: string | undefined },
  { verbs, session }: PhrasesParts,
): Promise<void> {
  const { visitor, typed, refused } = shown;
  const phrases = await verbs.listPhrases(visitor.person.userid);
  const token = makeOwnToken("phrases", visitor, session);
  const page = PhrasesPage({ phrases, token, typed, refused, viewer: visitor.person });
  sendPage(ctx, page, refused === undefined ? 200 : 409);
}

async function add(ctx: Context, parts: PhrasesParts): Promise<void> {
  const { visitor, values } = await ownFormOf(ctx, "phrases", parts);
  const typed = values["words"] ?? "";
  const phrase = { by: visitor.person.userid, words: typed };
  const refusal = await holdWhileAway(() => parts.verbs.addPhrase(phrase), parts.hold);
  if (refusal === undefined) return backToPhrases(ctx);
  const refused = parts.refusalWords(refusal);
  return sendPhrases(ctx, { visitor, typed, refused }, parts);
}

async function remove(ctx: Context, parts: PhrasesParts): Promise<void> {
  const { visitor, values } = await ownFormOf(ctx, "phrases", parts);
  const no = Number(values["no"]);
  if (!Number.isSafeInteger(no)) throw new HttpError(404, "not-found");
  const phrase = { by: visitor.person.userid, no };
  await holdWhileAway(() => parts.verbs.removePhrase(phrase), parts.hold);
  backToPhrases(ctx);
}

function backToPhrases(ctx: Context): void {
  ctx.status = 303;
  ctx.redirect(PATH);
}
