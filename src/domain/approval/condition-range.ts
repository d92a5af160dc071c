import { FACT_NAMES, testHolds, testsOf, type FactValue } from "./choose-flow.ts";
import type { Condition, FactName, FactTest } from "./flow.ts";

/** Everything that a fact may be under a condition: single values or an interval of numbers. */
export type FactRange = { kind: "values"; values: readonly FactValue[] } | Interval;

interface Interval {
  kind: "interval";
  low: Bound;
  high: Bound;
}

interface Bound {
  at: number;
  isOpen: boolean;
}

const FULL: Record<FactName, FactRange> = {
  kind: { kind: "values", values: ["supply_plan", "grid_investment"] },
  customerClass: { kind: "values", values: ["residential", "lv", "hv-single", "hv-dual"] },
  typicalPlan: { kind: "values", values: [true, false] },
  important: { kind: "values", values: [true, false] },
  specialLoad: { kind: "values", values: [true, false] },
  externalWorks: { kind: "values", values: [true, false] },
  voltageKv: notNegative(),
  capacityKva: notNegative(),
  capacityKw: notNegative(),
  sourceCount: notNegative(),
  amountFen: notNegative(),
};

/** Facts that no value can satisfy when all the conditions must hold at once; empty means they can. */
export function contradictingFacts(conditions: readonly Condition[]): FactName[] {
  return FACT_NAMES.filter((name) => isEmpty(rangeOf(name, conditions)));
}

/** Tells that wherever the first condition holds the second does too, judged fact by fact. */
export function conditionImplies(narrow: Condition, wide: Condition): boolean {
  return testsOf(wide).every(([name, test]) => isWithin(rangeOf(name, [narrow]), test));
}

/** What a fact may still be when all the conditions hold. */
export function rangeOf(name: FactName, conditions: readonly Condition[]): FactRange {
  return conditions.reduce<FactRange>((range, condition) => {
    const test = condition[name];
    return test === undefined ? range : narrowed(range, test);
  }, FULL[name]);
}

function narrowed(range: FactRange, test: FactTest): FactRange {
  if (range.kind === "values") {
    return { kind: "values", values: range.values.filter((value) => testHolds(test, value)) };
  }
  const listed = listedValues(test);
  if (listed !== undefined) {
    const values = listed.filter((value) => testHolds(test, value) && contains(range, value));
    return { kind: "values", values };
  }
  return {
    kind: "interval",
    low: lowBounds(test).reduce(higher, range.low),
    high: highBounds(test).reduce(lower, range.high),
  };
}

function isEmpty(range: FactRange): boolean {
  if (range.kind === "values") return range.values.length === 0;
  const { low, high } = range;
  return low.at > high.at || (low.at === high.at && (low.isOpen || high.isOpen));
}

/** Tells that every value of a range passes a test. */
function isWithin(range: FactRange, test: FactTest): boolean {
  if (isEmpty(range)) return true;
  if (range.kind === "values") return range.values.every((value) => testHolds(test, value));
  if (range.low.at === range.high.at) return testHolds(test, range.low.at);
  if (listedValues(test) !== undefined) return false;
  return (
    lowBounds(test).every((bound) => higher(range.low, bound) === range.low) &&
    highBounds(test).every((bound) => lower(range.high, bound) === range.high)
  );
}

function contains({ low, high }: Interval, value: FactValue): boolean {
  if (typeof value !== "number") return false;
  const isAboveLow = low.isOpen ? value > low.at : value >= low.at;
  return isAboveLow && (high.isOpen ? value < high.at : value <= high.at);
}

function listedValues(test: FactTest): readonly FactValue[] | undefined {
  return test.is === undefined ? test.in : [test.is];
}

function lowBounds({ atLeast, above }: FactTest): Bound[] {
  return [...boundOf(atLeast, false), ...boundOf(above, true)];
}

function highBounds({ atMost, below }: FactTest): Bound[] {
  return [...boundOf(atMost, false), ...boundOf(below, true)];
}

function boundOf(at: number | undefined, isOpen: boolean): Bound[] {
  return at === undefined ? [] : [{ at, isOpen }];
}

/** The stricter of two lower bounds; the first when they are equal. */
function higher(a: Bound, b: Bound): Bound {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.isOpen || !b.isOpen ? a : b;
}

/** The stricter of two upper bounds; the first when they are equal. */
function lower(a: Bound, b: Bound): Bound {
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return a.isOpen || !b.isOpen ? a : b;
}

function notNegative(): FactRange {
  return {
    kind: "interval",
    low: { at: 0, isOpen: false },
    high: { at: Number.POSITIVE_INFINITY, isOpen: true },
  };
}
