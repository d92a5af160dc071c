import { checkPlanCapacity } from "./check-plan-capacity.ts";
import { checkPlanMetering } from "./check-plan-metering.ts";
import { checkPlanSources } from "./check-plan-sources.ts";
import { checkPlanTerms } from "./check-plan-terms.ts";
import type { Problem } from "../problem.ts";
import type { CheckContext } from "./problems.ts";
import type { SupplyPlan } from "./supply-plan.ts";

/** Everything about a plan that an engineer would send back (errors) or ask about (warnings), at once. */
export function checkSupplyPlan(plan: SupplyPlan, context: CheckContext): Problem[] {
  return [checkPlanCapacity, checkPlanSources, checkPlanMetering, checkPlanTerms].flatMap((check) =>
    check(plan, context),
  );
}
