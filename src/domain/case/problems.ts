import type { ConnectionCase, CustomerClass } from "./connection-case.ts";
import type { Problem } from "../problem.ts";
import type { PlanLimits } from "./plan-limits.ts";

/** What a check may look at beside the document itself. */
export interface CheckContext {
  connectionCase: Pick<ConnectionCase, "customerClass" | "requestKind">;
  /** Day of submission in China, `YYYY-MM-DD`. */
  submittedOn: string;
  limits: PlanLimits;
}

/** Words for a class of customers. */
export const CUSTOMER_CLASS_NAMES: Readonly<Record<CustomerClass, string>> = {
  residential: "居民",
  lv: "低压非居民",
  "hv-single": "高压单电源",
  "hv-dual": "高压双电源",
};

/** A row of a check: says its problem only where something is wrong. */
export interface Finding {
  when: boolean;
  field: string;
  code: string;
  message: string;
}

/** Findings that hold, as problems that stop a submission. */
export function errorsOf(findings: readonly Finding[]): Problem[] {
  return problemsOf(findings, "error");
}

/** Findings that hold, as remarks for the approvers. */
export function warningsOf(findings: readonly Finding[]): Problem[] {
  return problemsOf(findings, "warning");
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

function problemsOf(findings: readonly Finding[], severity: Problem["severity"]): Problem[] {
  return findings
    .filter((finding) => finding.when)
    .map(({ field, code, message }) => ({ field, code, message, severity }));
}
