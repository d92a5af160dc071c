import { Readable } from "node:stream";
import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { Attachment } from "../../domain/case/attachment.ts";
import type { Bureau } from "../../domain/bureau.ts";
import { parseAttachmentId, type AttachmentId, type CaseNo } from "../../domain/ids.ts";
import { fileHeaders } from "../attachment-headers.ts";
import { isPassFor, makePass, openFileToken } from "./attachment-pass.ts";
import { casePathOf } from "./case-forms.ts";
import { caseNoOf } from "../case-no.ts";
import { HttpError } from "../errors.ts";
import { allowOwnFrame } from "../headers.ts";
import { inTime } from "../in-time.ts";
import { onlyMethods } from "../only-methods.ts";
import { refuseForeignOrigin } from "../session/own-origin.ts";
import { ownPath } from "../session/own-path.ts";
import { readForm } from "./read-form.ts";
import type { SeenParts } from "./seen-case.ts";
import { visitorOf, type SessionParts, type Visitor } from "../session/session.ts";
import { parseStrictQuery } from "../strict-query.ts";
import { uploadRoute, type UploadRouteParts } from "./upload-route.ts";
import type { AttachmentVerbs } from "../verbs.ts";
import { AttachmentPage } from "../views/attachment-page.tsx";
import { sendPage } from "../views/send-page.ts";

export interface AttachmentParts extends SeenParts, UploadRouteParts {
  verbs: SeenParts["verbs"] & AttachmentVerbs;
  session: SessionParts;
  bureau: Bureau;
}

const PATH = "/cases/:caseNo/attachments/:id";

/**
 * How an attachment is read: a form of the case page says that it is opened, which is remembered, and gets a way to it
 * that is this person's for half an hour; the page of that way shows the file under a watermark.
 */
export function attachmentRoute(router: Router, parts: AttachmentParts): void {
  uploadRoute(router, parts);
  router.post(`${PATH}/open`, (ctx) => open(ctx, parts));
  router.get(PATH, inTime(parts.hold), (ctx) => show(ctx, parts));
  router.get(`${PATH}/content`, (ctx) => sendBytes(ctx, parts));
  onlyMethods(router, `${PATH}/open`, "POST");
  for (const path of [PATH, `${PATH}/content`]) onlyMethods(router, path, "GET");
}

async function open(ctx: Context, parts: AttachmentParts): Promise<void> {
  const { session, verbs, publicUrl } = parts;
  refuseForeignOrigin(ctx, publicUrl);
  const { token: text } = await readForm(ctx);
  const { caseNo, id } = addressed(ctx);
  const visitor = await visitorOf(ctx, session);
  if (visitor === undefined) return askToLogIn(ctx, casePathOf(caseNo));
  if (openFileToken("open", { text, visitor, caseNo }, session) === undefined) {
    throw new HttpError(403, "bad-token");
  }
  countView(ctx, visitor, parts);
  const attachment = await verbs.openAttachment({ caseNo, id, reader: visitor.person.userid });
  if (attachment === undefined) throw new HttpError(404, "not-found");
  const pass = makePass({ visitor, caseNo, id }, session);
  ctx.status = 303;
  ctx.redirect(`${casePathOf(caseNo)}/attachments/${id}?pass=${pass}`);
}

/** Without a pass there is nothing to see here: it is opened from the case, where that is remembered. */
async function show(ctx: Context, parts: AttachmentParts): Promise<void> {
  const { session, bureau } = parts;
  const { caseNo, id } = addressed(ctx);
  const visitor = await visitorOf(ctx, session);
  if (visitor === undefined) return askToLogIn(ctx, casePathOf(caseNo));
  const pass = passIn(ctx);
  if (!isPassFor(pass, { visitor, caseNo, id }, session)) return ctx.redirect(casePathOf(caseNo));
  const attachment = await passed(ctx, visitor, parts);
  const contentUrl = `${casePathOf(caseNo)}/attachments/${id}/content?pass=${pass}`;
  const context = { bureau, now: session.clock.now() };
  allowOwnFrame(ctx);
  const shown = { caseNo, attachment, contentUrl, viewer: visitor.person, context };
  sendPage(ctx, AttachmentPage(shown));
}

async function sendBytes(ctx: Context, parts: AttachmentParts): Promise<void> {
  const { session, verbs } = parts;
  const { caseNo, id } = addressed(ctx);
  const visitor = await visitorOf(ctx, session);
  const isAllowed =
    visitor !== undefined && isPassFor(passIn(ctx), { visitor, caseNo, id }, session);
  if (!isAllowed) throw new HttpError(403, "bad-pass");
  const attachment = await passed(ctx, visitor, parts);
  ctx.set(fileHeaders(attachment));
  ctx.body = Readable.from(verbs.readAttachment(attachment), { objectMode: false });
  ctx.length = attachment.sizeBytes;
}

/** The right to see the case may have ended since the pass was given. */
async function passed(ctx: Context, visitor: Visitor, parts: AttachmentParts): Promise<Attachment> {
  countView(ctx, visitor, parts);
  const reader = visitor.person.userid;
  const attachment = await parts.verbs.findAttachment({ ...addressed(ctx), reader });
  if (attachment === undefined) throw new HttpError(404, "not-found");
  return attachment;
}

function countView(ctx: Context, { person }: Visitor, { caseViews }: AttachmentParts): void {
  caseViews.check(ctx, person.userid);
  caseViews.count(person.userid);
}

function addressed(ctx: Context): { caseNo: CaseNo; id: AttachmentId } {
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  const id = parseAttachmentId(ctx.params["id"] ?? "");
  if (caseNo === undefined || id === undefined) throw new HttpError(404, "not-found");
  return { caseNo, id };
}

function passIn(ctx: Context): string {
  return parseStrictQuery(ctx.querystring)["pass"] ?? "";
}

function askToLogIn(ctx: Context, path: string): void {
  ctx.redirect(`/login?to=${encodeURIComponent(ownPath(path))}`);
}
