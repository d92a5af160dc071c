import { DAY_MS } from "../../lib/clock.ts";
import type { Problem } from "../problem.ts";
import { formatFen } from "./format-field.ts";
import { errorsOf, warningsOf, type CheckContext, type Finding } from "./problems.ts";
import type { Fee, SupplyPlan } from "./supply-plan.ts";

/** 高可靠性供电费 is charged for two and more sources only. */
const RELIABILITY_FEE = "高可靠性";

/** Validity, billing and fees. */
export function checkPlanTerms(plan: SupplyPlan, context: CheckContext): Problem[] {
  return [
    ...errorsOf(validityFindings(plan, context.submittedOn)),
    ...errorsOf(plan.fees.map(feeFinding)),
    ...warningsOf([termFinding(plan, context), ...billingFindings(plan)]),
  ];
}

function validityFindings(plan: SupplyPlan, submittedOn: string): Finding[] {
  return [
    {
      when: plan.validTo <= plan.validFrom,
      field: "validTo",
      code: "validity-reversed",
      message: `有效期止 ${plan.validTo} 应晚于有效期起 ${plan.validFrom}`,
    },
    {
      when: plan.validTo < submittedOn,
      field: "validTo",
      code: "validity-past",
      message: `有效期止 ${plan.validTo} 早于提交日期 ${submittedOn}`,
    },
  ];
}

/** One day more or less is a question of counting the first day. */
function termFinding(plan: SupplyPlan, { limits }: CheckContext): Finding {
  const months = plan.level === "hv" ? limits.hvValidMonths : limits.lvValidMonths;
  const expectedTo = monthsAfter(plan.validFrom, months);
  const offByMs = Math.abs(Date.parse(plan.validTo) - Date.parse(expectedTo));
  return {
    when: plan.validTo > plan.validFrom && offByMs > DAY_MS,
    field: "validTo",
    code: "validity-term",
    message: `${plan.level === "hv" ? "高压" : "低压"}方案有效期一般为 ${months} 个月（到 ${expectedTo}），请确认`,
  };
}

function billingFindings(plan: SupplyPlan): Finding[] {
  const hasReliabilityFee = plan.fees.some((fee) => fee.name.includes(RELIABILITY_FEE));
  const isSingle = plan.supplyMode === "single";
  return [
    {
      when: plan.level === "lv" && plan.billingMethod !== "one-part",
      field: "billingMethod",
      code: "two-part-low-voltage",
      message: "低压客户一般执行单一制电价，请确认计费方式",
    },
    {
      when: isSingle && hasReliabilityFee,
      field: "fees",
      code: "reliability-fee-unexpected",
      message: "单电源客户不收高可靠性供电费，请核对",
    },
    {
      when: !isSingle && !hasReliabilityFee,
      field: "fees",
      code: "reliability-fee-missing",
      message: "双（多）电源客户没有列高可靠性供电费，请确认",
    },
  ];
}

function feeFinding(fee: Fee, index: number): Finding {
  const expectedFen = Math.round(fee.unitPriceFen * fee.quantity);
  return {
    when: fee.amountFen !== expectedFen,
    field: `fees.${index}.amountFen`,
    code: "fee-amount",
    message: `${fee.name}：单价×数量为 ${formatFen(expectedFen)}，与应收金额 ${formatFen(fee.amountFen)} 不一致`,
  };
}

/** The same day some months later; the last day of a shorter month where there is none. */
function monthsAfter(on: string, months: number): string {
  const from = new Date(on);
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0));
  const sameDay = new Date(Date.UTC(from.getUTCFullYear(), month, from.getUTCDate()));
  return (sameDay < lastDay ? sameDay : lastDay).toISOString().slice(0, 10);
}
