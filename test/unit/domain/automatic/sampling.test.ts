import { expect } from "chai";
import { isDistrusted, isSampled } from "../../../../src/domain/automatic/sampling.ts";
import type { CaseNo } from "../../../../src/domain/ids.ts";
import { buildTypicalPlan } from "../../../support/build-rule.ts";

const numbers = Array.from(
  { length: 4_000 },
  (_, n) => `BZ-2026-${String(n).padStart(6, "0")}` as CaseNo,
);
const drawn = (id: string, oneIn: number, version = 1) => {
  const plan = buildTypicalPlan({ id, version, sample: { oneIn, suspendAt: 2, window: 10 } });
  return numbers.filter((caseNo) => isSampled(plan, caseNo));
};

describe("D25: the draw of samples", () => {
  it("takes about one in twenty, by the number of the case alone", () => {
    expect(drawn("box-315", 20)).have.length.within(150, 250);
    expect(drawn("box-315", 20, 2), "a new version draws no new lot").eql(drawn("box-315", 20));
  });

  it("is another for every rule, and takes all where that is said", () => {
    expect(drawn("box-400", 20)).not.eql(drawn("box-315", 20));
    expect(drawn("box-315", 1)).eql(numbers);
  });
});

describe("D25: trust in a rule", () => {
  const sampling = { oneIn: 20, suspendAt: 2, window: 10 };
  const verdicts = (text: string) => Array.from(text, (sign) => ({ agreed: sign === "+" }));

  it("ends with two disagreements in the last ten", () => {
    expect(isDistrusted(sampling, verdicts("-+++++++-"))).equal(true);
    expect(isDistrusted(sampling, verdicts("--"))).equal(true);
  });

  it("holds with one, or when the other was before", () => {
    expect(isDistrusted(sampling, verdicts("-+++++++++-"))).equal(false);
    expect(isDistrusted(sampling, verdicts("-"))).equal(false);
    expect(isDistrusted(sampling, [])).equal(false);
  });
});
