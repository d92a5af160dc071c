import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { CaseView } from "../../actions/inputs.ts";
import type { Bureau } from "../../domain/bureau.ts";
import type { NoUpload } from "../../domain/people/may-upload.ts";
import { whyNotSubmit } from "../../domain/people/may-submit.ts";
import { makeFileToken, onceKeyOfUpload, openFileToken } from "./attachment-pass.ts";
import { casePathOf } from "./case-forms.ts";
import { caseNoOf } from "../case-no.ts";
import { HttpError } from "../errors.ts";
import type { Hold } from "../hold-while-away.ts";
import { inTime } from "../in-time.ts";
import { onlyMethods } from "../only-methods.ts";
import { refuseForeignOrigin } from "../session/own-origin.ts";
import { ownPath } from "../session/own-path.ts";
import { readUploadForm } from "../read-upload-form.ts";
import { seenCase, type SeenParts } from "./seen-case.ts";
import { visitorOf, type SessionParts, type Visitor } from "../session/session.ts";
import { drain, type Uploads } from "../take-upload.ts";
import type { AttachmentVerbs } from "../verbs.ts";
import { sendPage } from "../views/send-page.ts";
import { UploadPage } from "../views/upload-page.tsx";

export interface UploadRouteParts extends SeenParts {
  verbs: SeenParts["verbs"] & AttachmentVerbs;
  session: SessionParts;
  bureau: Bureau;
  uploads: Uploads;
  hold: Hold;
  /** Without a slash at the end. */
  publicUrl: string;
}

const PATH = "/cases/:caseNo/attachments";

/** Where those who may submit for a case upload what is to go with it, and see what waits. */
export function uploadRoute(router: Router, parts: UploadRouteParts): void {
  router.get(PATH, inTime(parts.hold), (ctx) => showWaiting(ctx, parts));
  router.post(PATH, (ctx) => upload(ctx, parts));
  onlyMethods(router, PATH, "GET, POST");
}

async function showWaiting(ctx: Context, parts: UploadRouteParts): Promise<void> {
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  await sendUploadPage(ctx, { visitor, refused: undefined }, parts);
}

async function upload(ctx: Context, parts: UploadRouteParts): Promise<void> {
  const { session, uploads, publicUrl } = parts;
  refuseForeignOrigin(ctx, publicUrl);
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  if (caseNo === undefined) throw new HttpError(404, "not-found");
  try {
    const visitor = await visitorOf(ctx, session);
    const { token: text, fileName: name, bytes } = await readUploadForm(ctx);
    const token = visitor && openFileToken("upload", { text, visitor, caseNo }, session);
    if (visitor === undefined || token === undefined) throw new HttpError(403, "bad-token");
    const uploadedBy = visitor.person.userid;
    const onceKey = onceKeyOfUpload(token);
    const handedIn = { caseNo, uploadedBy, name, channel: "page", onceKey } as const;
    const result = await uploads.take(ctx, handedIn, bytes);
    if (!result.ok) return await sendUploadPage(ctx, { visitor, refused: result.why }, parts);
    ctx.status = 303;
    ctx.redirect(`${casePathOf(caseNo)}/attachments`);
  } finally {
    drain(ctx);
  }
}

interface Shown {
  visitor: Visitor;
  refused: NoUpload | undefined;
}

async function sendUploadPage(
  ctx: Context,
  { visitor, refused }: Shown,
  parts: UploadRouteParts,
): Promise<void> {
  const { session, bureau, uploads, verbs } = parts;
  const view = await seenCase(ctx, visitor, parts);
  refuseReaders(visitor, view);
  const { connectionCase } = view.file;
  const { caseNo } = connectionCase;
  const waiting = await verbs.listWaitingFiles({ caseNo, uploadedBy: visitor.person.userid });
  const token = makeFileToken("upload", { visitor, caseNo }, session);
  const context = { bureau, now: view.asOf };
  const { limits } = uploads;
  const { person: viewer } = visitor;
  const page = UploadPage({ connectionCase, waiting, token, limits, refused, viewer, context });
  sendPage(ctx, page, refused === undefined ? 200 : 422);
}

/** Who may see a case but not submit for it has nothing to upload. */
function refuseReaders({ person }: Visitor, { file }: CaseView): void {
  if (whyNotSubmit(person, file.connectionCase) !== undefined) {
    throw new HttpError(404, "not-found");
  }
}
