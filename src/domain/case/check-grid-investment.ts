import type { Problem } from "../problem.ts";
import { formatFen } from "./format-field.ts";
import type { GridInvestment } from "./grid-investment.ts";
import type { PlanLimits } from "./plan-limits.ts";
import { errorsOf, warningsOf, type CheckContext, type Finding } from "./problems.ts";

const HOURS_PER_YEAR = 8_760;

/** Everything about an investment request that is wrong (errors) or asks for a look (warnings), at once. */
export function checkGridInvestment(
  investment: GridInvestment,
  { submittedOn, limits }: Pick<CheckContext, "submittedOn" | "limits">,
): Problem[] {
  return [
    ...errorsOf([...estimateFindings(investment), ...useErrors(investment)]),
    ...errorsOf(dateErrors(investment, submittedOn)),
    ...warningsOf(useWarnings(investment, limits)),
  ];
}

function estimateFindings({ estimate, fundingSource, fundingNote }: GridInvestment): Finding[] {
  const { totalFen, ...parts } = estimate;
  const sumFen = Object.values(parts).reduce((total, fen) => total + fen, 0);
  return [
    {
      when: totalFen === 0,
      field: "estimate.totalFen",
      code: "estimate-empty",
      message: "投资估算合计不能为零",
    },
    {
      when: sumFen !== totalFen,
      field: "estimate.totalFen",
      code: "estimate-sum",
      message: `投资估算分项合计 ${formatFen(sumFen)}，与填写的合计 ${formatFen(totalFen)} 不一致`,
    },
    {
      when: fundingSource === "other" && fundingNote === undefined,
      field: "fundingNote",
      code: "funding-note-missing",
      message: "资金来源为其他时，应填写资金说明",
    },
  ];
}

function useErrors({ expectedKva, expectedKwhPerYear }: GridInvestment): Finding[] {
  return [
    {
      when: expectedKwhPerYear > expectedKva * HOURS_PER_YEAR,
      field: "expectedKwhPerYear",
      code: "use-impossible",
      message: `预计年用电量超过 ${expectedKva} kVA 全年满载的用电量，请核对单位`,
    },
  ];
}

function dateErrors(investment: GridInvestment, submittedOn: string): Finding[] {
  return [
    {
      when: investment.plannedFinishOn < submittedOn,
      field: "plannedFinishOn",
      code: "finish-past",
      message: `计划完工日期 ${investment.plannedFinishOn} 早于提交日期 ${submittedOn}`,
    },
    {
      when: investment.expectedStartOn < submittedOn,
      field: "expectedStartOn",
      code: "start-past",
      message: `预计用电日期 ${investment.expectedStartOn} 早于提交日期 ${submittedOn}`,
    },
  ];
}

function useWarnings(investment: GridInvestment, limits: PlanLimits): Finding[] {
  const hours = Math.round(investment.expectedKwhPerYear / investment.expectedKva);
  return [
    {
      when: hours < limits.minUseHoursPerYear,
      field: "expectedKwhPerYear",
      code: "use-low",
      message: `预计年利用小时约 ${hours} 小时，低于 ${limits.minUseHoursPerYear} 小时，请说明负荷是否落实`,
    },
    {
      when: investment.plannedFinishOn > investment.expectedStartOn,
      field: "plannedFinishOn",
      code: "finish-after-start",
      message: `计划完工日期 ${investment.plannedFinishOn} 晚于预计用电日期 ${investment.expectedStartOn}`,
    },
  ];
}
