import { FACT_NAMES, testHolds, testsOf, type FactValue } from "./choose-flow.ts";
import type { FactName } from "../facts.ts";
import type { Condition, FactTest } from "./flow.ts";

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

/** Facts with a fixed set of values; every other fact is a number that is not negative. */
const VALUES: Readonly<Partial<Record<FactName, readonly FactValue[]>>> = {
  kind: ["supply_plan", "grid_investment"],
  customerClass: ["residential", "lv", "hv-single", "hv-dual"],
  typicalPlan: [true, false],
  important: [true, false],
  specialLoad: [true, false],
  externalWorks: [true, false],
};
const NOT_NEGATIVE: FactTest = { atLeast: 0 };
const UNLIMITED: Bound = { at: Number.POSITIVE_INFINITY, isOpen: true };

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
  const asked = conditions.flatMap((condition) => condition[name] ?? []);
  const own = VALUES[name];
  const tests = own === undefined ? [NOT_NEGATIVE, ...asked] : asked;
  const listed = own ?? tests.map(listedValues).find((values) => values !== undefined);
  if (listed === undefined) return intervalOf(tests);
  const values = listed.filter((value) => tests.every((test) => testHolds(test, value)));
  return { kind: "values", values };
}

function intervalOf(tests: readonly FactTest[]): Interval {
  return {
    kind: "interval",
    low: tests.flatMap(lowBounds).reduce(higher),
    high: tests.flatMap(highBounds).reduce(lower, UNLIMITED),
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
