import type { DataProblem } from "../people/check-organisation.ts";
import type { PlanLimits, VoltageLimit } from "./plan-limits.ts";

const HOURS_PER_YEAR = 8_760;
/** Voltages up to here are low voltage, whose capacities are in kW. */
const LV_MAX_KV = 1;

/** Names every number that makes no sense; an empty list means usable. */
export function checkPlanLimits({ voltages, ...numbers }: PlanLimits): DataProblem[] {
  const { ctOverratedTimes, minUseHoursPerYear } = numbers;
  return [
    ...voltages.flatMap((row, index) => rowProblems(row, voltages[index - 1], index)),
    ...unitProblems(voltages),
    ...Object.entries(numbers).flatMap(([name, value]) =>
      problemIf(value <= 0, [name], `应大于 0，写的是 ${value}`),
    ),
    ...problemIf(
      ctOverratedTimes > 0 && ctOverratedTimes <= 1,
      ["ctOverratedTimes"],
      `应大于 1 倍，写的是 ${ctOverratedTimes}`,
    ),
    ...problemIf(
      minUseHoursPerYear > HOURS_PER_YEAR,
      ["minUseHoursPerYear"],
      `超过全年 ${HOURS_PER_YEAR} 小时，写的是 ${minUseHoursPerYear}`,
    ),
  ];
}

function rowProblems(
  { voltageKv, max, unit }: VoltageLimit,
  before: VoltageLimit | undefined,
  index: number,
): DataProblem[] {
  const at = ["voltages", index];
  const wantedUnit = unitOf(voltageKv);
  return [
    ...problemIf(voltageKv <= 0, [...at, "voltageKv"], `电压应大于 0，写的是 ${voltageKv}`),
    ...problemIf(max <= 0, [...at, "max"], `上限应大于 0，写的是 ${max}`),
    ...problemIf(unit !== wantedUnit, [...at, "unit"], `${voltageKv} kV 的单位应为 ${wantedUnit}`),
    ...problemIf(
      before !== undefined && voltageKv <= before.voltageKv,
      [...at, "voltageKv"],
      `电压应逐行升高：${voltageKv} kV 不高于前一行的 ${before?.voltageKv} kV`,
    ),
    ...problemIf(
      before?.unit === unit && max <= before.max,
      [...at, "max"],
      `上限应随电压升高：${max} ${unit} 不大于前一行的 ${before?.max} ${unit}`,
    ),
  ];
}

/** Without a row in its unit, plans of that level would pass unjudged. */
function unitProblems(voltages: readonly VoltageLimit[]): DataProblem[] {
  return (["kW", "kVA"] as const).flatMap((unit) =>
    problemIf(
      voltages.every((row) => row.unit !== unit),
      ["voltages"],
      `没有一行的单位是 ${unit}（${unit === "kW" ? "低压" : "高压"}）`,
    ),
  );
}

function unitOf(voltageKv: number): VoltageLimit["unit"] {
  return voltageKv > LV_MAX_KV ? "kVA" : "kW";
}

function problemIf(isWrong: boolean, path: DataProblem["path"], message: string): DataProblem[] {
  return isWrong ? [{ path, message }] : [];
}
