import { expect } from "chai";
import fc from "fast-check";
import { conditionHolds } from "../../../../src/domain/approval/choose-flow.ts";
import {
  conditionImplies,
  contradictingFacts,
} from "../../../../src/domain/approval/condition-range.ts";
import type { Facts } from "../../../../src/domain/facts.ts";
import type { Condition, FactTest } from "../../../../src/domain/approval/flow.ts";
import { FACTS } from "./flow-samples.ts";

const bound = fc.integer({ min: 0, max: 5 });
const numberTest = fc.record(
  {
    is: bound,
    in: fc.array(bound, { maxLength: 3 }),
    atLeast: bound,
    above: bound,
    atMost: bound,
    below: bound,
  },
  { requiredKeys: [] },
);
const classTest = fc.constantFrom(
  { is: "lv" },
  { is: "hv-single" },
  { in: ["lv", "residential"] },
  { in: ["hv-single", "hv-dual"] },
);
const condition: fc.Arbitrary<Condition> = fc.record(
  {
    capacityKva: numberTest,
    important: fc.boolean().map((is) => ({ is })),
    customerClass: classTest,
  },
  { requiredKeys: [] },
);

// Bounds are whole numbers, so halves between and a value beyond decide every interval.
const CAPACITIES = Array.from({ length: 15 }, (_, index) => index / 2);
const CLASSES = ["residential", "lv", "hv-single", "hv-dual"];
const EVERY: Facts[] = CAPACITIES.flatMap((capacityKva) =>
  CLASSES.flatMap((customerClass) =>
    [true, false].map((important) => ({ ...FACTS, capacityKva, customerClass, important })),
  ),
);

describe("ranges of conditions", () => {
  it("find a contradiction exactly where no facts satisfy all conditions", () => {
    fc.assert(
      fc.property(condition, condition, (a, b) => {
        const isPossible = EVERY.some(
          (facts) => conditionHolds(a, facts) && conditionHolds(b, facts),
        );
        expect(contradictingFacts([a, b]).length === 0).to.equal(isPossible);
      }),
      { numRuns: 1_000 },
    );
  });

  it("find an implication exactly where every case of the one is a case of the other", () => {
    fc.assert(
      fc.property(condition, condition, (narrow, wide) => {
        fc.pre(contradictingFacts([narrow]).length === 0);
        const isImplied = EVERY.every(
          (facts) => !conditionHolds(narrow, facts) || conditionHolds(wide, facts),
        );
        expect(conditionImplies(narrow, wide)).to.equal(isImplied);
      }),
      { numRuns: 1_000 },
    );
  });

  it("name the fact that cannot be satisfied", () => {
    expect(
      contradictingFacts([{ voltageKv: { below: 1 } }, { voltageKv: { atLeast: 10 } }]),
    ).to.deep.equal(["voltageKv"]);
    expect(contradictingFacts([{ capacityKva: { below: 0 } }])).to.deep.equal(["capacityKva"]);
    expect(
      contradictingFacts([{ voltageKv: { is: 10 } }, { voltageKv: { is: 35 } }]),
    ).to.deep.equal(["voltageKv"]);
  });

  const OF_CAPACITY: [FactTest, boolean, FactTest, string][] = [
    [{ above: 5, below: 3 }, true, { is: 1 }, "nothing is left that could differ"],
    [{ atLeast: 3, atMost: 3 }, true, { is: 3 }, "only 3 is left"],
    [{ atLeast: 3, atMost: 3 }, false, { in: [4, 5] }, "3 is left"],
    [{ atLeast: 3, above: 3 }, true, { above: 3 }, "the open bound is the stricter one"],
    [{ atMost: 3, below: 3 }, true, { below: 3 }, "the open bound is the stricter one"],
    [{ atLeast: 3 }, false, { above: 3 }, "3 itself is left"],
    [{ atMost: 3 }, false, { below: 3 }, "3 itself is left"],
    [{ above: 2, atMost: 4 }, true, { atLeast: 2, atMost: 5 }, "it lies inside"],
    [{ above: 2 }, false, { in: [3, 4, 5] }, "halves are left too"],
  ];
  for (const [narrow, isImplied, wide, because] of OF_CAPACITY) {
    const verb = isImplied ? "implies" : "does not imply";
    it(`${JSON.stringify(narrow)} ${verb} ${JSON.stringify(wide)}: ${because}`, () => {
      expect(conditionImplies({ capacityKva: narrow }, { capacityKva: wide })).to.equal(isImplied);
    });
  }

  it("a number that is asked to be a word is a contradiction", () => {
    expect(contradictingFacts([{ voltageKv: { is: "10" } }])).to.deep.equal(["voltageKv"]);
  });
});
