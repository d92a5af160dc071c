import { checkSupplyPlan } from "../../src/domain/case/check-supply-plan.ts";
import type { ConnectionCase } from "../../src/domain/case/connection-case.ts";
import type { SupplyPlan } from "../../src/domain/case/supply-plan.ts";
import { buildCase, buildSource } from "./build-plan.ts";
import { buildPlanLimits } from "./build-plan-limits.ts";

export const LV_CASE = { customerClass: "lv" } as const;
export const DUAL_CASE = { customerClass: "hv-dual" } as const;
export const RELIABILITY_FEE = {
  name: "高可靠性供电费",
  unitPriceFen: 22_000,
  quantity: 315,
  amountFen: 6_930_000,
  basis: "收费文件",
};
export const STANDBY = buildSource({ role: "standby", line: "10 kV 城北线", capacityKva: 5_000 });
export const DUAL = {
  supplyMode: "dual",
  sources: [buildSource(), STANDBY],
  fees: [RELIABILITY_FEE],
} as const;

/** Every problem of a plan that is submitted on 2026-11-23. */
export function check(plan: SupplyPlan, caseChanges: Partial<ConnectionCase> = {}) {
  return checkSupplyPlan(plan, {
    connectionCase: buildCase(caseChanges),
    submittedOn: "2026-11-23",
    limits: buildPlanLimits(),
  });
}

/** The same as `severity field code`. */
export function found(plan: SupplyPlan, caseChanges: Partial<ConnectionCase> = {}): string[] {
  return check(plan, caseChanges).map((one) => `${one.severity} ${one.field} ${one.code}`);
}
