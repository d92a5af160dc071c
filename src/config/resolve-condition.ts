import { FACT_NAMES } from "../domain/approval/choose-flow.ts";
import type { FactName } from "../domain/facts.ts";
import type { Condition, FactTest } from "../domain/approval/flow.ts";
import type { WrittenCondition } from "./shapes/flow.ts";
import type { KnownThresholds } from "./load-thresholds.ts";

/** Notes what is wrong at a place below the condition; without words what is noted elsewhere already. */
type Note = (path: readonly string[], message: string | undefined) => void;

/** What one unit of a threshold counts in each fact; a unit that is not listed does not fit. */
const UNITS: Readonly<Partial<Record<FactName, Readonly<Record<string, number>>>>> = {
  voltageKv: { kV: 1 },
  capacityKva: { kVA: 1 },
  capacityKw: { kW: 1 },
  sourceCount: {},
  amountFen: { 元: 100, 万元: 1_000_000 },
};

const BOUNDS = ["is", "atLeast", "above", "atMost", "below"] as const;

/** The condition with every named threshold replaced by its number in the unit of the fact; 0 where that is noted. */
export function resolveCondition(
  written: WrittenCondition,
  thresholds: KnownThresholds,
  note: Note,
): Condition {
  const condition: Partial<Record<FactName, FactTest>> = {};
  for (const fact of FACT_NAMES) {
    if (fact === "kind") continue;
    const test = written[fact];
    if (test === undefined) continue;
    const units = UNITS[fact];
    condition[fact] =
      units === undefined
        ? plainTest(test)
        : numberTest(test, (name) => valueOf(name, { fact, units, thresholds, note }));
  }
  return condition;
}

type WrittenTest = NonNullable<WrittenCondition[keyof WrittenCondition]>;

/** A flag or a choice: nothing to replace. */
function plainTest(test: WrittenTest): FactTest {
  if ("in" in test && test.in !== undefined) return { in: test.in };
  return "is" in test && test.is !== undefined ? { is: test.is } : {};
}

function numberTest(
  written: Partial<Record<(typeof BOUNDS)[number], unknown>> & { in?: unknown },
  valueOfName: (name: string) => number,
): FactTest {
  const test: FactTest = {};
  const numberOf = (value: unknown) =>
    typeof value === "number" ? value : valueOfName(String(value));
  for (const bound of BOUNDS) {
    if (written[bound] !== undefined) test[bound] = numberOf(written[bound]);
  }
  if (Array.isArray(written.in)) test.in = written.in.map(numberOf);
  return test;
}

function valueOf(
  name: string,
  {
    fact,
    units,
    thresholds,
    note,
  }: {
    fact: FactName;
    units: Readonly<Record<string, number>>;
    thresholds: KnownThresholds;
    note: Note;
  },
): number {
  const { numbers, isFaulty } = thresholds;
  const threshold = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (threshold === undefined) {
    const words = `阈值「${name}」没有在 thresholds.yaml 中定义`;
    note([fact], isFaulty(name) ? undefined : words);
    return 0;
  }
  const factor = units[threshold.unit];
  if (factor === undefined) {
    note([fact], `阈值「${name}」的单位 ${threshold.unit} 不能与 ${fact} 比较`);
    return 0;
  }
  return Math.round(threshold.value * factor * 1_000) / 1_000;
}
