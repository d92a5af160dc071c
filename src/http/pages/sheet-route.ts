import type { Router, RouterContext } from "@koa/router";
import type { Sheet } from "../../actions/issue-sheet.ts";
import type { ApprovalKind } from "../../domain/approval-kind.ts";
import type { Bureau } from "../../domain/bureau.ts";
import type { Printer } from "../../printing/printer.ts";
import { fileNameParts } from "../attachment-headers.ts";
import { caseNoOf } from "../case-no.ts";
import { HttpError } from "../errors.ts";
import type { Hold } from "../hold-while-away.ts";
import { inTime } from "../in-time.ts";
import type { Limit } from "../limit.ts";
import { onlyMethods } from "../only-methods.ts";
import { ownPath } from "../session/own-path.ts";
import type { SeenParts } from "./seen-case.ts";
import { visitorOf, type SessionParts, type Visitor } from "../session/session.ts";
import { NoPdfPage } from "../views/message.tsx";
import { sendPage } from "../views/send-page.ts";
import { sheetFileHtml } from "../views/sheet-file.tsx";
import { SheetPage } from "../views/sheet.tsx";

export interface SheetParts extends SeenParts {
  session: SessionParts;
  bureau: Bureau;
  hold: Hold;
  /** By person. */
  prints: Limit;
  printPdf: Printer["print"] | undefined;
}

const PATH = "/cases/:caseNo/sheet/:kind";
const PDF_PATH = `${PATH}.pdf`;
const KINDS: readonly ApprovalKind[] = ["supply_plan", "grid_investment"];

/** The printable sheet of a document, as a page and as a file, for whoever may see its case. */
export function sheetRoute(router: Router, parts: SheetParts): void {
  // The file first: its address fits the pattern of the page too.
  router.get(PDF_PATH, (ctx) => sendPdf(ctx, parts));
  onlyMethods(router, PDF_PATH, "GET");
  router.get(PATH, inTime(parts.hold), (ctx) => showSheet(ctx, parts));
  onlyMethods(router, PATH, "GET");
}

async function showSheet(ctx: RouterContext, parts: SheetParts): Promise<void> {
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) return askToLogIn(ctx, ctx.path);
  const sheet = await sheetFor(ctx, visitor, parts);
  const pdfUrl = parts.printPdf === undefined ? undefined : `${ctx.path}.pdf`;
  sendPage(ctx, SheetPage({ ...shown(sheet, visitor, parts), pdfUrl }));
}

async function sendPdf(ctx: RouterContext, parts: SheetParts): Promise<void> {
  const { session, printPdf, prints } = parts;
  const pagePath = ctx.path.slice(0, -".pdf".length);
  const visitor = await visitorOf(ctx, session);
  if (visitor === undefined) return askToLogIn(ctx, pagePath);
  const sheet = await sheetFor(ctx, visitor, parts);
  if (printPdf === undefined) return sendPage(ctx, NoPdfPage({ pagePath }), 404);
  prints.check(ctx, visitor.person.userid);
  prints.count(visitor.person.userid);
  const html = sheetFileHtml(shown(sheet, visitor, parts));
  const { sizeBytes, bytes } = await printPdf(html, goneSignal(ctx));
  ctx.set("Content-Type", "application/pdf");
  ctx.set("Content-Disposition", `attachment; ${fileNameParts(fileNameOf(sheet))}`);
  ctx.body = bytes;
  ctx.length = sizeBytes;
}

async function sheetFor(
  ctx: RouterContext,
  { person: { userid } }: Visitor,
  { verbs, caseViews }: SheetParts,
): Promise<Sheet> {
  caseViews.check(ctx, userid);
  caseViews.count(userid);
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  const kind = KINDS.find((one) => one === ctx.params["kind"]);
  const viewer = { staff: userid };
  const sheet = caseNo && kind && (await verbs.issueSheet({ caseNo, kind, viewer }));
  // No case, no document and no right must look the same, or numbers could be tried out.
  if (sheet === undefined) throw new HttpError(404, "not-found");
  return sheet;
}

function shown(sheet: Sheet, { person }: Visitor, { bureau }: SheetParts) {
  return { sheet, context: { bureau, now: sheet.asOf }, viewerName: person.name };
}

/** What the file is called where it is kept: 供电方案审批单-BZ-2026-000123-v2.pdf. */
function fileNameOf({ statement: { kind, caseNo, version } }: Sheet): string {
  return `${kind}审批单-${caseNo}-v${version}.pdf`;
}

/** Says when whoever asked has hung up. */
function goneSignal({ res }: RouterContext): AbortSignal {
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  return gone.signal;
}

function askToLogIn(ctx: RouterContext, path: string): void {
  ctx.redirect(`/login?to=${encodeURIComponent(ownPath(path))}`);
}
