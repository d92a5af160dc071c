import type { FactName } from "../domain/facts.ts";
import type { Condition, FactTest } from "../domain/approval/flow.ts";
import { testsOf } from "../domain/approval/choose-flow.ts";
import { moneyText } from "../messages/document-words.ts";

/** What a fact is called, and its unit. */
const FACTS: Readonly<Record<FactName, readonly [label: string, unit: string]>> = {
  kind: ["种类", ""],
  customerClass: ["客户类别", ""],
  voltageKv: ["电压", "kV"],
  capacityKva: ["容量", "kVA"],
  capacityKw: ["容量", "kW"],
  sourceCount: ["电源数", "路"],
  typicalPlan: ["典型方案", ""],
  important: ["重要客户", ""],
  specialLoad: ["特殊负荷", ""],
  externalWorks: ["外部工程", ""],
  amountFen: ["金额", ""],
};

const VALUES: Readonly<Record<string, string>> = {
  residential: "居民",
  lv: "低压非居民",
  "hv-single": "高压单电源",
  "hv-dual": "高压双（多）电源",
};

/** A condition in words, e.g. `电压 = 10kV 且 容量 ≤ 315kVA`; nothing to fulfil is 不限. */
export function conditionText(condition: Condition): string {
  const tests = testsOf(condition).flatMap(([name, test]) => testTexts(name, test));
  return tests.length === 0 ? "不限" : tests.join(" 且 ");
}

function testTexts(name: FactName, { is, in: among, ...bounds }: FactTest): string[] {
  const [label, unit] = FACTS[name];
  const value = (one: string | number | boolean) => valueText(name, one, unit);
  const { atLeast, above, atMost, below } = bounds;
  const numbers = [
    ["≥", atLeast],
    [">", above],
    ["≤", atMost],
    ["<", below],
  ] as const;
  return [
    ...(is === undefined
      ? []
      : [typeof is === "boolean" ? flagText(label, is) : `${label} = ${value(is)}`]),
    ...(among === undefined ? [] : [`${label}为 ${among.map(value).join("、")}`]),
    ...numbers.flatMap(([sign, bound]) =>
      bound === undefined ? [] : [`${label} ${sign} ${value(bound)}`],
    ),
  ];
}

function flagText(label: string, isSo: boolean): string {
  return isSo ? `是${label}` : `非${label}`;
}

function valueText(name: FactName, value: string | number | boolean, unit: string): string {
  if (name === "amountFen" && typeof value === "number") return moneyText(value);
  return `${VALUES[String(value)] ?? String(value)}${unit}`;
}
