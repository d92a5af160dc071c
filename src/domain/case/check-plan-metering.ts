import type { Problem } from "../problem.ts";
import { errorsOf, warningsOf, type CheckContext, type Finding } from "./problems.ts";
import type { MeterPoint, SupplyPlan } from "./supply-plan.ts";

const LV_KV = 0.38;
/** A load current is estimated, so a rating a little below it is no mistake. */
const RATING_TOLERANCE = 0.95;

/** Meter points: mode against level, transformers for instruments against current and voltage. */
export function checkPlanMetering(plan: SupplyPlan, context: CheckContext): Problem[] {
  return plan.meterPoints.flatMap((point, index) => {
    const at = `meterPoints.${index}`;
    return [
      ...errorsOf([...modeFindings(plan, point, at), ...ratioFindings(plan, point, at)]),
      ...errorsOf([duplicateFinding(plan.meterPoints, point, index)]),
      ...warningsOf(sizeFindings({ plan, point, at, context })),
    ];
  });
}

function modeFindings(plan: SupplyPlan, point: MeterPoint, at: string): Finding[] {
  return [
    {
      when: (plan.level === "lv") !== (point.mode === "lvlv"),
      field: `${at}.mode`,
      code: "meter-mode-level",
      message:
        plan.level === "lv"
          ? "低压方案的计量方式应为低供低计"
          : "高压方案的计量方式应为高供高计或高供低计",
    },
    {
      when: plan.voltageKv > 1 && point.wiring === "1p",
      field: `${at}.wiring`,
      code: "meter-wiring",
      message: "高压客户不能采用单相计量",
    },
  ];
}

function ratioFindings(plan: SupplyPlan, point: MeterPoint, at: string): Finding[] {
  const primaryKv = (ratioOf(point.ptRatio)?.primary ?? 0) / 1_000;
  return [
    {
      when: plan.level === "hv" && point.ctRatio === undefined,
      field: `${at}.ctRatio`,
      code: "ct-missing",
      message: "高压客户的计量点应填写电流互感器变比",
    },
    {
      when: point.mode === "hvhv" && point.ptRatio === undefined,
      field: `${at}.ptRatio`,
      code: "pt-missing",
      message: "高供高计的计量点应填写电压互感器变比",
    },
    {
      when: point.mode === "hvhv" && primaryKv > 0 && primaryKv !== plan.voltageKv,
      field: `${at}.ptRatio`,
      code: "pt-voltage",
      message: `电压互感器一次侧 ${primaryKv} kV 与供电电压 ${plan.voltageKv} kV 不符`,
    },
    {
      when: point.mode !== "hvhv" && point.ptRatio !== undefined,
      field: `${at}.ptRatio`,
      code: "pt-unexpected",
      message: "低压侧计量不需要电压互感器",
    },
  ];
}

function duplicateFinding(
  points: readonly MeterPoint[],
  point: MeterPoint,
  index: number,
): Finding {
  return {
    when: points.slice(0, index).some((earlier) => earlier.pointNo === point.pointNo),
    field: `meterPoints.${index}.pointNo`,
    code: "meter-no-twice",
    message: `计量点号 ${point.pointNo} 重复`,
  };
}

interface Sized {
  plan: SupplyPlan;
  point: MeterPoint;
  at: string;
  context: CheckContext;
}

function sizeFindings({ plan, point, at, context }: Sized): Finding[] {
  const { limits } = context;
  const loadA = loadCurrentA(plan, point);
  const ratedA = ratioOf(point.ctRatio)?.primary;
  const isOnlyPoint = plan.meterPoints.length === 1;
  const words = `按核定容量估算的电流约 ${Math.round(loadA)} A`;
  return [
    {
      when: point.mode === "hvlv" && plan.approvedCapacity.value > limits.hvlvMaxKva,
      field: `${at}.mode`,
      code: "hvlv-too-large",
      message: `核定容量超过 ${limits.hvlvMaxKva} kVA，通常采用高供高计`,
    },
    {
      when: isOnlyPoint && ratedA !== undefined && ratedA < loadA * RATING_TOLERANCE,
      field: `${at}.ctRatio`,
      code: "ct-too-small",
      message: `电流互感器变比 ${point.ctRatio ?? ""} 偏小，${words}`,
    },
    {
      when: isOnlyPoint && ratedA !== undefined && ratedA > loadA * limits.ctOverratedTimes,
      field: `${at}.ctRatio`,
      code: "ct-too-large",
      message: `电流互感器变比 ${point.ctRatio ?? ""} 偏大，${words}`,
    },
    {
      when: plan.level === "lv" && ratedA === undefined && loadA > limits.directMeterMaxA,
      field: `${at}.ctRatio`,
      code: "ct-expected",
      message: `${words}，超过直接接入的 ${limits.directMeterMaxA} A，应配电流互感器`,
    },
  ];
}

/** Current of the whole approved capacity at the voltage where it is metered; kW is taken at unity power factor. */
function loadCurrentA(plan: SupplyPlan, point: MeterPoint): number {
  const atKv = point.mode === "hvhv" ? plan.voltageKv : meteredLvKv(plan);
  const phases = point.wiring === "1p" ? 1 : Math.sqrt(3);
  return plan.approvedCapacity.value / (phases * atKv);
}

function meteredLvKv(plan: SupplyPlan): number {
  return plan.voltageKv > 1 ? 0.4 : Math.min(plan.voltageKv, LV_KV);
}

function ratioOf(text: string | undefined): { primary: number } | undefined {
  const primary = Number(text?.split("/")[0]);
  return Number.isFinite(primary) && primary > 0 ? { primary } : undefined;
}
