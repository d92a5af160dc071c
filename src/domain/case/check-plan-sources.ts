import type { Problem } from "../problem.ts";
import { errorsOf, warningsOf, type CheckContext, type Finding } from "./problems.ts";
import { isImportant, type SourcePoint, type SupplyMode, type SupplyPlan } from "./supply-plan.ts";

const MODE_WORDS: Readonly<Record<SupplyMode, { name: string; fits: (count: number) => boolean }>> =
  {
    single: { name: "单电源应只填一个电源", fits: (count) => count === 1 },
    dual: { name: "双电源应填两个电源", fits: (count) => count === 2 },
    multi: { name: "多电源应填三个及以上电源", fits: (count) => count >= 3 },
  };

/** Number, roles, capacity and independence of the sources. */
export function checkPlanSources(plan: SupplyPlan, context: CheckContext): Problem[] {
  return [
    ...errorsOf([
      ...countFindings(plan, context),
      ...capacityFindings(plan),
      deviationFinding(plan),
    ]),
    ...warningsOf([...securityFindings(plan), ...sameFeederFindings(plan.sources)]),
  ];
}

function countFindings(plan: SupplyPlan, context: CheckContext): Finding[] {
  const rule = MODE_WORDS[plan.supplyMode];
  const isSingle = plan.supplyMode === "single";
  const { customerClass } = context.connectionCase;
  return [
    {
      when: !rule.fits(plan.sources.length),
      field: "sources",
      code: "source-count",
      message: `${rule.name}，现有 ${plan.sources.length} 个`,
    },
    {
      when: customerClass.startsWith("hv") && isSingle !== (customerClass === "hv-single"),
      field: "supplyMode",
      code: "supply-mode-mismatch",
      message: `供电方式与工单类别（${customerClass === "hv-dual" ? "高压双电源" : "高压单电源"}）不符`,
    },
  ];
}

/** Standby and security sources do not count: they carry load only when the main supply is gone. */
function capacityFindings(plan: SupplyPlan): Finding[] {
  const main = plan.sources.filter((source) => source.role === "main");
  const mainKva = main.reduce((total, source) => total + source.capacityKva, 0);
  const { value, unit } = plan.approvedCapacity;
  return [
    {
      when: main.length === 0,
      field: "sources",
      code: "no-main-source",
      message: "没有主供电源",
    },
    {
      when: main.length > 0 && mainKva < value,
      field: "sources",
      code: "source-capacity",
      message: `主供电源供电容量合计 ${mainKva} kVA，小于核定容量 ${value} ${unit}`,
    },
  ];
}

function deviationFinding(plan: SupplyPlan): Finding {
  return {
    when: plan.deviation !== undefined && plan.typicalPlanId === undefined,
    field: "deviation",
    code: "deviation-without-typical-plan",
    message: "填写了与典型方案的偏差，但没有填写典型供电方案",
  };
}

function securityFindings(plan: SupplyPlan): Finding[] {
  const backupKw = plan.level === "hv" ? (plan.selfBackupKw ?? 0) : 0;
  return [
    {
      when: isImportant(plan) && plan.supplyMode === "single",
      field: "supplyMode",
      code: "important-single-source",
      message: "重要电力用户采用单电源供电，请确认",
    },
    {
      when: isImportant(plan) && backupKw === 0,
      field: "selfBackupKw",
      code: "important-without-backup",
      message: "重要电力用户应配置自备应急电源",
    },
  ];
}

function sameFeederFindings(sources: readonly SourcePoint[]): Finding[] {
  return sources.map((source, index) => ({
    when: sources.slice(0, index).some((earlier) => isSameFeeder(earlier, source)),
    field: `sources.${index}.line`,
    code: "same-feeder",
    message: `电源 ${index + 1} 与前面的电源引自同一变电站的同一线路，不构成独立电源`,
  }));
}

function isSameFeeder(left: SourcePoint, right: SourcePoint): boolean {
  return left.line === right.line && left.substation === right.substation;
}
