import type { YamlFile } from "../config/yaml-file.ts";
import type { DocumentContent } from "../domain/case/supply-plan.ts";
import type { StaffId } from "../domain/ids.ts";
import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { Parsed } from "../http/api/shape-problems.ts";
import { parseInvestmentBody, parseSupplyPlanBody, type Named } from "../http/api/shapes.ts";
import { fieldsOf } from "./read-document.ts";
import { UsageError } from "./usage-error.ts";

/** What was said on the command line; it goes before what the file says. */
export interface SubmitOptions {
  case?: string;
  as?: string;
  kind?: string;
  preview?: true;
  /** Files to be uploaded and named. */
  attach?: string[];
}

/** A file that is to be submitted, and what the options left open. */
export interface SubmissionFile {
  file: YamlFile;
  kind: ApprovalKind;
  caseNo: unknown;
  parsed: Parsed<{ submittedBy: StaffId; content: DocumentContent } & Named>;
  /** Path of the document in the body of the API, when the file holds it bare; else empty. */
  under: string;
}

const KEYS = { supply_plan: "plan", grid_investment: "investment" } as const;

/**
 * Reads either the body of the API (`submittedBy`, `plan` or `investment`) or the document alone, each with
 * `caseNo`, `submittedBy` and `kind` beside it when the options do not give them.
 * @throws UsageError when the kind cannot be told
 */
export function readSubmission(file: YamlFile, options: SubmitOptions): SubmissionFile {
  const { caseNo, submittedBy, kind: written, ...rest } = fieldsOf(file);
  const kind = kindOf(options.kind ?? written, rest);
  const key = KEYS[kind];
  const isBare = !(key in rest);
  const body = {
    submittedBy: options.as ?? submittedBy,
    ...(isBare ? { [key]: rest } : rest),
  };
  const parsed = kind === "supply_plan" ? parsePlan(body) : parseInvestment(body);
  return { file, kind, caseNo: options.case ?? caseNo, parsed, under: isBare ? `${key}.` : "" };
}

function kindOf(wanted: unknown, rest: Readonly<Record<string, unknown>>): ApprovalKind {
  if (wanted === "supply_plan" || wanted === "grid_investment") return wanted;
  if (wanted !== undefined) {
    throw new UsageError("kind 应为 supply_plan（供电方案）或 grid_investment（配套电网投资）");
  }
  if ("plan" in rest || "level" in rest) return "supply_plan";
  if ("investment" in rest || "estimate" in rest) return "grid_investment";
  throw new UsageError("看不出文件是供电方案还是配套电网投资；请用 --kind 说明");
}

function parsePlan(body: unknown): SubmissionFile["parsed"] {
  const parsed = parseSupplyPlanBody(body);
  if (!parsed.ok) return parsed;
  const { plan: content, ...rest } = parsed.value;
  return { ok: true, value: { ...rest, content } };
}

function parseInvestment(body: unknown): SubmissionFile["parsed"] {
  const parsed = parseInvestmentBody(body);
  if (!parsed.ok) return parsed;
  const { investment: content, ...rest } = parsed.value;
  return { ok: true, value: { ...rest, content } };
}
