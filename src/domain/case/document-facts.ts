import type { Facts } from "../facts.ts";
import type { ApprovalKind } from "../approval-kind.ts";
import type { ConnectionCase } from "./connection-case.ts";
import type { GridInvestment } from "./grid-investment.ts";
import {
  isImportant,
  isSupplyPlan,
  isTypical,
  type DocumentContent,
  type SupplyPlan,
} from "./supply-plan.ts";

/** The facts of a document of a case, by which its flow is chosen. */
export function factsOf(of: {
  connectionCase: Pick<ConnectionCase, "customerClass">;
  kind: ApprovalKind;
  content: DocumentContent;
}): Facts {
  const { kind, content } = of;
  const head = { kind, customerClass: of.connectionCase.customerClass };
  return isSupplyPlan(content)
    ? { ...head, ...factsOfPlan(content) }
    : { ...head, ...factsOfInvestment(content) };
}

type FactsOfContent = Omit<Facts, "kind" | "customerClass">;

function factsOfPlan(plan: SupplyPlan): FactsOfContent {
  const { value, unit } = plan.approvedCapacity;
  return {
    voltageKv: plan.voltageKv,
    capacityKva: unit === "kVA" ? value : 0,
    capacityKw: unit === "kW" ? value : 0,
    sourceCount: plan.sources.length,
    typicalPlan: isTypical(plan),
    important: isImportant(plan),
    specialLoad: plan.specialLoad,
    externalWorks: plan.externalWorks,
    amountFen: 0,
  };
}

function factsOfInvestment(investment: GridInvestment): FactsOfContent {
  return {
    voltageKv: investment.voltageKv,
    capacityKva: investment.expectedKva,
    capacityKw: 0,
    sourceCount: 0,
    typicalPlan: false,
    important: false,
    specialLoad: false,
    externalWorks: true,
    amountFen: investment.estimate.totalFen,
  };
}
