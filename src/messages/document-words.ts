import type { GridInvestment } from "../domain/case/grid-investment.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import { formatField } from "../domain/case/format-field.ts";
import { GRID_INVESTMENT_FIELDS } from "../domain/case/grid-investment-fields.ts";
import { SUPPLY_PLAN_FIELDS } from "../domain/case/supply-plan-fields.ts";
import { METER_FIELDS } from "../domain/case/supply-plan-part-fields.ts";
import { isSupplyPlan, type SupplyPlan } from "../domain/case/supply-plan.ts";
import type { ApprovalKind } from "../domain/approval-kind.ts";
import { plain } from "./fit.ts";

/** What is approved, in full: 供电方案 or 配套电网投资. */
export function kindText(kind: ApprovalKind): string {
  return kind === "supply_plan" ? "供电方案" : "配套电网投资";
}

/** The short word used with a version: 方案 v2, 投资 v1. */
export function versionText(kind: ApprovalKind, version: number): string {
  return `${kind === "supply_plan" ? "方案" : "投资"} v${version}`;
}

/** A document in one line: 10kV 315kVA 单电源 / 10kV 线路改造 128.5万元. */
export function documentLine(document: CaseDocument): string {
  const { content } = document;
  if (isSupplyPlan(content)) {
    return [voltageText(content.voltageKv), capacityText(content), supplyModeText(content)].join(
      " ",
    );
  }
  return `${plain(content.projectName)} ${moneyText(content.estimate.totalFen)}`;
}

/** The figures that an approver looks at first, as rows of a card (at most four). */
export function figureRows(document: CaseDocument): { keyname: string; value: string }[] {
  const { content } = document;
  return isSupplyPlan(content) ? planRows(content) : investmentRows(content);
}

/** 10kV; below 1 kV in volts: 380V. */
export function voltageText(voltageKv: number): string {
  return voltageKv < 1 ? `${Math.round(voltageKv * 1_000)}V` : `${voltageKv}kV`;
}

/** Money in yuan, from ten thousand yuan on in 万元, exact to the fen. */
export function moneyText(fen: number): string {
  return Math.abs(fen) >= 1_000_000 ? `${fen / 1_000_000}万元` : `${fen / 100}元`;
}

function planRows(plan: SupplyPlan): { keyname: string; value: string }[] {
  return [
    { keyname: "容量", value: capacityText(plan) },
    { keyname: "电压", value: `${voltageText(plan.voltageKv)} ${supplyModeText(plan)}` },
    { keyname: "电源点", value: sourceText(plan) },
    { keyname: "计量", value: meterText(plan) },
  ];
}

function investmentRows(investment: GridInvestment): { keyname: string; value: string }[] {
  return [
    { keyname: "项目", value: investment.projectName },
    { keyname: "金额", value: moneyText(investment.estimate.totalFen) },
    {
      keyname: "资金",
      value: formatField(GRID_INVESTMENT_FIELDS.fundingSource, investment.fundingSource),
    },
    { keyname: "容量", value: `${voltageText(investment.voltageKv)} ${investment.expectedKva}kVA` },
  ];
}

function supplyModeText(plan: SupplyPlan): string {
  return formatField(SUPPLY_PLAN_FIELDS.supplyMode, plan.supplyMode);
}

function capacityText(plan: SupplyPlan): string {
  return `${plan.approvedCapacity.value}${plan.approvedCapacity.unit}`;
}

/** The main source first in words; how many there are when more than one. */
function sourceText(plan: SupplyPlan): string {
  const main = plan.sources.find((source) => source.role === "main") ?? plan.sources[0];
  if (main === undefined) return "未填写";
  const more = plan.sources.length > 1 ? `（共${plan.sources.length}路）` : "";
  const place = main.substation ?? main.lvArea;
  return `${place === undefined ? "" : `${place} `}${main.line}${more}`;
}

function meterText(plan: SupplyPlan): string {
  const modes = [
    ...new Set(plan.meterPoints.map((point) => formatField(METER_FIELDS.mode, point.mode))),
  ];
  const count = plan.meterPoints.length;
  if (count === 0) return "未填写";
  return count === 1 ? modes.join("、") : `${modes.join("、")} ${count}个计量点`;
}
