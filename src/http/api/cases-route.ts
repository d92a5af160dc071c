import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { CaseDocument } from "../../domain/case/document.ts";
import type { CaseNo, StaffId } from "../../domain/ids.ts";
import type { ApprovalKind } from "../../domain/approval-kind.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { answerApi, answerProblems } from "./api-answer.ts";
import { apiKeyName, type NamedKey } from "./bearer.ts";
import { caseJson } from "./case-json.ts";
import { caseNoOf } from "../case-no.ts";
import { HttpError } from "../errors.ts";
import { onceKeyOf } from "./once-key.ts";
import { onlyMethods } from "../only-methods.ts";
import { openApiDocument } from "./openapi.ts";
import type { Parsed } from "./shape-problems.ts";
import { parseInvestmentBody, parseOpenCase, parseSupplyPlanBody, type Named } from "./shapes.ts";
import { previewJson } from "./preview-json.ts";
import { parseStrictQuery } from "../strict-query.ts";
import { readJson } from "./strict-json.ts";
import type { ApiVerbs, ReadVerbs } from "../verbs.ts";

export interface ApiParts {
  verbs: ApiVerbs & ReadVerbs;
  apiKeys: readonly NamedKey[];
  refusalWords: (refusal: Refusal) => string;
  publicUrl: string;
}

/** What a body submits, whatever its kind. */
interface Submission extends Named {
  submittedBy: StaffId;
  content: CaseDocument["content"];
}

/** The API of the business systems; every address asks for a key, the description too. */
export function casesRoute(router: Router, parts: ApiParts): void {
  router.post("/api/cases", (ctx) => openCase(ctx, parts));
  router.get("/api/cases/:caseNo", (ctx) => showCase(ctx, parts));
  router.post("/api/cases/:caseNo/plans", (ctx) =>
    submit(ctx, { kind: "supply_plan", parse: parsePlan }, parts),
  );
  router.post("/api/cases/:caseNo/investments", (ctx) =>
    submit(ctx, { kind: "grid_investment", parse: parseInvestment }, parts),
  );
  router.get("/api/openapi.json", (ctx) => {
    apiKeyName(ctx, parts.apiKeys);
    ctx.body = openApiDocument(parts.publicUrl);
  });
  onlyMethods(router, "/api/cases/:caseNo", "GET");
  onlyMethods(router, "/api/openapi.json", "GET");
  for (const path of ["/api/cases", "/api/cases/:caseNo/plans", "/api/cases/:caseNo/investments"]) {
    onlyMethods(router, path, "POST");
  }
}

async function openCase(ctx: Context, { verbs, apiKeys, refusalWords }: ApiParts): Promise<void> {
  const openedBy = apiKeyName(ctx, apiKeys);
  const body = await readJson(ctx);
  const once = onceKeyOf(ctx, { apiKeyName: openedBy, bodyText: body.text });
  const parsed = parseOpenCase(body.value);
  if (!parsed.ok) return answerProblems(ctx, parsed.problems);
  answerApi(ctx, await verbs.openCase({ input: parsed.value, openedBy, once }), refusalWords);
}

async function submit(
  ctx: Context,
  what: { kind: ApprovalKind; parse: (body: unknown) => Parsed<Submission> },
  { verbs, apiKeys, refusalWords }: ApiParts,
): Promise<void> {
  const name = apiKeyName(ctx, apiKeys);
  const caseNo = caseNoIn(ctx);
  const isPreview = asksForPreview(ctx);
  const body = await readJson(ctx);
  const once = onceKeyOf(ctx, { apiKeyName: name, bodyText: body.text });
  const parsed = what.parse(body.value);
  if (!parsed.ok) return answerProblems(ctx, parsed.problems);
  const input = { caseNo, kind: what.kind, ...parsed.value };
  if (isPreview) {
    const preview = await verbs.previewDocument(input);
    return answerApi(
      ctx,
      preview.ok ? { ...preview, value: previewJson(preview.value) } : preview,
      refusalWords,
    );
  }
  answerApi(ctx, await verbs.submitDocument({ ...input, once }), refusalWords);
}

/**
 * `?preview=1`: what a submission would do, without doing it. Anything else in the query is a slip: it could submit
 * what was to be looked at only.
 * @throws HttpError 400
 */
function asksForPreview(ctx: Context): boolean {
  const query = Object.entries(parseStrictQuery(ctx.querystring));
  if (query.length === 0) return false;
  const [[name, value] = []] = query;
  if (query.length > 1 || name !== "preview" || value !== "1")
    throw new HttpError(400, "bad-query");
  return true;
}

async function showCase(ctx: Context, { verbs, apiKeys }: ApiParts): Promise<void> {
  const apiKey = apiKeyName(ctx, apiKeys);
  const view = await verbs.lookUpCase({ caseNo: caseNoIn(ctx), viewer: { apiKey } });
  if (view === undefined) throw new HttpError(404, "not-found");
  ctx.body = caseJson(view);
}

function caseNoIn(ctx: Context): CaseNo {
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  if (caseNo === undefined) throw new HttpError(404, "not-found");
  return caseNo;
}

function parsePlan(body: unknown): Parsed<Submission> {
  const parsed = parseSupplyPlanBody(body);
  if (!parsed.ok) return parsed;
  const { plan, ...rest } = parsed.value;
  return { ok: true, value: { ...rest, content: plan } };
}

function parseInvestment(body: unknown): Parsed<Submission> {
  const parsed = parseInvestmentBody(body);
  if (!parsed.ok) return parsed;
  const { investment, ...rest } = parsed.value;
  return { ok: true, value: { ...rest, content: investment } };
}
