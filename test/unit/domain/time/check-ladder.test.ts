import { expect } from "chai";
import { checkLadder } from "../../../../src/domain/time/check-ladder.ts";
import type { Rung } from "../../../../src/domain/time/ladder.ts";
import { shippedLadder } from "./shipped.ts";

type Moment = { atPercent?: number; afterDueWorkMin?: number };

function problems(...moments: Moment[]): string[] {
  const rungs = moments.map((moment, index): Rung => ({
    id: `r${index}`,
    ...moment,
    audience: ["holder"],
    tone: "remind",
  }));
  return told(rungs);
}

function told(rungs: readonly Rung[]): string[] {
  return checkLadder({ id: "x", version: 1, rungs }).map(({ rungId, code }) => `${rungId} ${code}`);
}

describe("checking a ladder", () => {
  it("accepts the shipped one: 50, 80, 100, 120, 150, 200 %", () => {
    expect(checkLadder(shippedLadder)).to.deep.equal([]);
    const percents = shippedLadder.rungs.map((rung) => rung.atPercent);
    expect(percents).to.deep.equal([50, 80, 100, 120, 150, 200]);
  });

  it("tells at 100 % everybody answerable, before that the holder alone", () => {
    const audiences = shippedLadder.rungs.map((rung) => rung.audience);
    const everybody = ["holder", "managers", "department-head", "group"];
    expect(audiences).to.deep.equal([
      ["holder"],
      ["holder"],
      everybody,
      everybody,
      everybody,
      everybody,
    ]);
  });

  it("names an empty ladder and a rung that nobody hears", () => {
    expect(told([])).to.deep.equal(["undefined empty"]);
    const silent: Rung = { id: "r", atPercent: 50, audience: [], tone: "remind" };
    expect(told([silent])).to.deep.equal(["r no-audience"]);
  });

  it("names a second rung of the same id", () => {
    const rung: Rung = { id: "r", atPercent: 50, audience: ["holder"], tone: "remind" };
    expect(told([rung, { ...rung, atPercent: 60 }])).to.deep.equal(["r duplicate-id"]);
  });

  it("names a rung with no moment, two moments or a senseless one", () => {
    expect(problems({ atPercent: 50 }, {}, { atPercent: 80 })).to.deep.equal(["r1 no-moment"]);
    expect(problems({ atPercent: 100, afterDueWorkMin: 5 })).to.deep.equal(["r0 two-moments"]);
    for (const atPercent of [0, -5, 33.3, Number.NaN, 5_001]) {
      expect(problems({ atPercent })).to.deep.equal(["r0 bad-moment"]);
    }
    for (const afterDueWorkMin of [-1, 0.5, 200_001]) {
      expect(problems({ afterDueWorkMin })).to.deep.equal(["r0 bad-moment"]);
    }
  });

  it("names rungs out of order", () => {
    expect(problems({ atPercent: 80 }, { atPercent: 50 })).to.deep.equal(["r1 unordered"]);
    expect(problems({ afterDueWorkMin: 60 }, { afterDueWorkMin: 30 })).to.deep.equal([
      "r1 unordered",
    ]);
    expect(problems({ afterDueWorkMin: 30 }, { atPercent: 80 })).to.deep.equal(["r1 unordered"]);
    expect(problems({ afterDueWorkMin: 30 }, { atPercent: 100 })).to.deep.equal(["r1 unordered"]);
  });

  it("names a rung that shares its moment with another, of which only one can be sent", () => {
    expect(problems({ atPercent: 80 }, { atPercent: 80 })).to.deep.equal(["r1 unreachable"]);
    expect(problems({ atPercent: 100 }, { afterDueWorkMin: 0 })).to.deep.equal(["r1 unreachable"]);
  });

  it("leaves a share above 100 beside minutes past due to the limit at hand", () => {
    expect(problems({ atPercent: 120 }, { afterDueWorkMin: 30 })).to.deep.equal([]);
    expect(problems({ afterDueWorkMin: 30 }, { atPercent: 120 })).to.deep.equal([]);
    expect(problems({ atPercent: 80 }, { afterDueWorkMin: 30 })).to.deep.equal([]);
  });
});
