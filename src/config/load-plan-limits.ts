import { checkPlanLimits } from "../domain/case/check-plan-limits.ts";
import type { PlanLimits } from "../domain/case/plan-limits.ts";
import { readYaml, type Reading } from "./files.ts";
import { planLimitsShape, type PlanLimitsFile } from "./shapes/plan-limits.ts";
import type { Provisional } from "./variables.ts";

const NUMBERS: readonly [name: Exclude<keyof PlanLimitsFile, "voltages">, meaning: string][] = [
  ["hvlvMaxKva", "高供低计的最大容量"],
  ["directMeterMaxA", "电能表直接接入的最大电流"],
  ["ctOverratedTimes", "电流互感器额定电流与负荷电流的最大倍数"],
  ["minUseHoursPerYear", "预计年利用小时的下限"],
  ["hvValidMonths", "高压供电方案有效期"],
  ["lvValidMonths", "低压供电方案有效期"],
];

/** Reads the numbers that plans are judged by; undefined after noting why not. */
export function loadPlanLimits(reading: Reading): PlanLimits | undefined {
  const read = readYaml(reading, "plan-limits.yaml", planLimitsShape);
  if (read === undefined) return undefined;
  const { data, file } = read;
  const limits = limitsOf(data);
  const problems = checkPlanLimits(limits);
  reading.findings.problems.push(
    ...problems.map(({ path, message }) => file.problemAt(path, message)),
  );
  if (problems.length > 0) return undefined;
  reading.findings.provisional.push(
    ...provisionalOnes(data).map(({ name, words }) => ({
      name,
      words: `${file.name}：${words}是暂定的，请确认`,
    })),
  );
  return limits;
}

function limitsOf({ voltages, ...numbers }: PlanLimitsFile): PlanLimits {
  return {
    voltages: voltages.map(({ voltageKv, max, unit }) => ({ voltageKv, max, unit })),
    hvlvMaxKva: numbers.hvlvMaxKva.value,
    directMeterMaxA: numbers.directMeterMaxA.value,
    ctOverratedTimes: numbers.ctOverratedTimes.value,
    minUseHoursPerYear: numbers.minUseHoursPerYear.value,
    hvValidMonths: numbers.hvValidMonths.value,
    lvValidMonths: numbers.lvValidMonths.value,
  };
}

function provisionalOnes({ voltages, ...numbers }: PlanLimitsFile): Provisional[] {
  const rows = voltages.map(({ voltageKv, max, unit, provisional }) => ({
    name: `${voltageKv} kV 容量上限`,
    words: `voltages ${voltageKv} kV = ${max} ${unit}（这一电压通常的容量上限）`,
    provisional,
  }));
  const rest = NUMBERS.map(([name, meaning]) => {
    const { value, unit, provisional } = numbers[name];
    return { name: meaning, words: `${name} = ${value} ${unit}（${meaning}）`, provisional };
  });
  return [...rows, ...rest].filter((one) => one.provisional);
}
