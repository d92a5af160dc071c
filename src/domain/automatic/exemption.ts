import { conditionHolds, testHolds } from "../approval/choose-flow.ts";
import type { FactTest } from "../approval/flow.ts";
import type { RuleMark } from "../approval/instance.ts";
import type { ConnectionCase } from "../case/connection-case.ts";
import { factsOf } from "../case/document-facts.ts";
import { rowsOf } from "../case/document-fields.ts";
import type { CaseDocument } from "../case/document.ts";
import { isSupplyPlan, isTypical, type SupplyPlan } from "../case/supply-plan.ts";
import { dayOn } from "../time/china-time.ts";
import type { TypicalPlan } from "./typical-plan.ts";
import { valuesAt } from "./values-at.ts";

/** A document of a case at a moment. */
export interface ExemptionQuestion {
  connectionCase: Pick<ConnectionCase, "customerClass" | "requestKind">;
  document: Pick<CaseDocument, "kind" | "content">;
  at: Date;
}

/**
 * The published typical plan that a document is one of: it names it, deviates nowhere, and everything that the entry
 * speaks of lies within. Undefined: its people review it.
 */
export function exemptionOf(
  plans: readonly TypicalPlan[],
  question: ExemptionQuestion,
): TypicalPlan | undefined {
  const { content } = question.document;
  if (!isSupplyPlan(content) || !isTypical(content)) return undefined;
  const named = plans.filter(({ id }) => id === content.typicalPlanId);
  return named.find((plan) => isInside(plan, content, question));
}

function isInside(
  plan: TypicalPlan,
  content: SupplyPlan,
  { connectionCase, document, at }: ExemptionQuestion,
): boolean {
  const today = dayOn(at);
  return (
    plan.validFrom <= today &&
    today <= plan.validTo &&
    plan.requestKinds.includes(connectionCase.requestKind) &&
    conditionHolds(plan.when, factsOf({ ...document, connectionCase })) &&
    Object.entries(plan.fields).every(([path, test]) => isWithin(valuesAt(content, path), test))
  );
}

/** A field that is not there is outside of any tolerance, and so is a list without items. */
function isWithin(values: readonly unknown[], test: FactTest): boolean {
  return values.length > 0 && values.every((value) => isTestable(value) && testHolds(test, value));
}

function isTestable(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** What is written down with a decision that the exemption takes. */
export function exemptionMark(
  plan: TypicalPlan,
  { content }: Pick<CaseDocument, "content">,
): RuleMark {
  const shown = new Set([...ALWAYS_SHOWN, ...Object.keys(plan.fields)]);
  const facts = rowsOf(content)
    .filter(({ field }) => shown.has(withoutNumbers(field)))
    .map(({ label, text }) => `${label}：${text}`);
  const words = `按典型方案“${plan.name}”（第 ${plan.version} 版）自动同意`;
  return { kind: "typical-plan", ruleId: plan.id, version: plan.version, words, facts };
}

/** What a condition may ask, in the fields of the document. */
const ALWAYS_SHOWN = [
  "typicalPlanId",
  "importanceGrade",
  "specialLoad",
  "approvedCapacity",
  "supplyMode",
  "voltageKv",
];

function withoutNumbers(field: string): string {
  return field
    .split(".")
    .filter((key) => !/^\d+$/.test(key))
    .join(".");
}
