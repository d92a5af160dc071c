import type { Problem } from "../problem.ts";
import { checkGridInvestment } from "./check-grid-investment.ts";
import { checkSupplyPlan } from "./check-supply-plan.ts";
import type { CheckContext } from "./problems.ts";
import { isSupplyPlan, type DocumentContent } from "./supply-plan.ts";

/** Everything wrong or doubtful about a document of a case, whatever its kind. */
export function checkDocument(content: DocumentContent, context: CheckContext): Problem[] {
  return isSupplyPlan(content)
    ? checkSupplyPlan(content, context)
    : checkGridInvestment(content, context);
}
