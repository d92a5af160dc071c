import type { Problem } from "../problem.ts";
import { checkGridInvestment } from "./check-grid-investment.ts";
import { checkSupplyPlan } from "./check-supply-plan.ts";
import type { ConnectionCase } from "./connection-case.ts";
import { isSupplyPlan, type DocumentContent } from "./supply-plan.ts";

/** Everything wrong or doubtful about a document of a case, whatever its kind. */
export function checkDocument(
  content: DocumentContent,
  context: {
    connectionCase: Pick<ConnectionCase, "customerClass" | "requestKind">;
    submittedOn: string;
  },
): Problem[] {
  return isSupplyPlan(content)
    ? checkSupplyPlan(content, context)
    : checkGridInvestment(content, context);
}
