import type { Problem } from "../problem.ts";
import type { PlanLimits } from "./plan-limits.ts";
import {
  CUSTOMER_CLASS_NAMES,
  errorsOf,
  warningsOf,
  type CheckContext,
  type Finding,
} from "./problems.ts";
import type { Capacity, HvSupplyPlan, SupplyPlan } from "./supply-plan.ts";

/** Sums of kVA are of numbers with three decimals; anything smaller is rounding. */
const ROUNDING = 0.0005;

/** Voltage level, capacity, load and transformers. */
export function checkPlanCapacity(plan: SupplyPlan, context: CheckContext): Problem[] {
  return [
    ...errorsOf(levelFindings(plan, context)),
    ...errorsOf(loadFindings(plan)),
    ...warningsOf([voltageFinding(plan, context.limits)]),
    ...(plan.level === "hv" ? checkTransformers(plan, context) : []),
  ];
}

function levelFindings(plan: SupplyPlan, context: CheckContext): Finding[] {
  const { customerClass } = context.connectionCase;
  const isHv = plan.level === "hv";
  const unit = isHv ? "kVA" : "kW";
  return [
    {
      when: isHv !== customerClass.startsWith("hv"),
      field: "level",
      code: "level-mismatch",
      message: `工单为${CUSTOMER_CLASS_NAMES[customerClass]}，不能提交${isHv ? "高压" : "低压"}供电方案`,
    },
    {
      when: plan.approvedCapacity.unit !== unit,
      field: "approvedCapacity.unit",
      code: "wrong-unit",
      message: `${isHv ? "高压" : "低压"}方案的核定容量单位应为 ${unit}`,
    },
    {
      when: isHv !== plan.voltageKv > 1,
      field: "voltageKv",
      code: "voltage-level",
      message: `供电电压 ${plan.voltageKv} kV 与${isHv ? "高压" : "低压"}方案不符`,
    },
  ];
}

function loadFindings(plan: SupplyPlan): Finding[] {
  const graded = plan.level === "hv" ? (plan.load1Kw ?? 0) + (plan.load2Kw ?? 0) : 0;
  return [
    {
      when: plan.calcLoadKw > plan.equipmentKw,
      field: "calcLoadKw",
      code: "load-above-equipment",
      message: `计算负荷 ${plan.calcLoadKw} kW 大于用电设备总容量 ${plan.equipmentKw} kW`,
    },
    {
      when: graded > plan.equipmentKw + ROUNDING,
      field: "load1Kw",
      code: "graded-load-above-equipment",
      message: `一、二级负荷合计 ${graded} kW 大于用电设备总容量 ${plan.equipmentKw} kW`,
    },
  ];
}

function voltageFinding(plan: SupplyPlan, limits: PlanLimits): Finding {
  const { value, unit } = plan.approvedCapacity;
  const limit = limits.voltages.find((row) => row.unit === unit && row.voltageKv >= plan.voltageKv);
  return {
    when: limit !== undefined && value > limit.max,
    field: "voltageKv",
    code: "voltage-too-low",
    message: `核定容量 ${value} ${unit} 超过 ${plan.voltageKv} kV 通常的上限 ${limit?.max ?? 0} ${unit}，请确认供电电压`,
  };
}

function checkTransformers(plan: HvSupplyPlan, context: CheckContext): Problem[] {
  const sumKva = sumOf(plan.transformers.map((group) => group.count * group.kvaEach));
  const stated = plan.transformerTotalKva;
  return [
    ...errorsOf([
      {
        when: Math.abs(sumKva - stated) > ROUNDING,
        field: "transformerTotalKva",
        code: "transformer-sum",
        message: `变压器明细合计 ${sumKva} kVA，与填写的总容量 ${stated} kVA 不一致`,
      },
    ]),
    ...warningsOf([
      {
        when: differsFrom(plan.approvedCapacity, stated),
        field: "transformerTotalKva",
        code: "total-differs-from-approved",
        message: `变压器总容量 ${stated} kVA 与核定容量 ${plan.approvedCapacity.value} kVA 不同，请确认以哪个为准`,
      },
      {
        when: plan.calcLoadKw > stated,
        field: "calcLoadKw",
        code: "load-above-transformers",
        message: `计算负荷 ${plan.calcLoadKw} kW 大于变压器总容量 ${stated} kVA`,
      },
      {
        when: stated >= 100 && plan.minCompKvar === 0,
        field: "minCompKvar",
        code: "no-compensation",
        message: "变压器容量 100 kVA 及以上，应配置无功补偿",
      },
      ...increaseFindings(plan, context),
    ]),
  ];
}

function increaseFindings(plan: HvSupplyPlan, context: CheckContext): Finding[] {
  const isIncrease = context.connectionCase.requestKind === "increase";
  return [
    {
      when: isIncrease && plan.existingKva === undefined,
      field: "existingKva",
      code: "existing-capacity-missing",
      message: "增容工单应填写原有容量",
    },
    {
      when: !isIncrease && (plan.existingKva ?? 0) > 0,
      field: "existingKva",
      code: "existing-capacity-unexpected",
      message: "新装工单填写了原有容量，请核对",
    },
  ];
}

function differsFrom(approved: Capacity, totalKva: number): boolean {
  return approved.unit === "kVA" && Math.abs(approved.value - totalKva) > ROUNDING;
}

function sumOf(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.round(sum * 1_000) / 1_000;
}
