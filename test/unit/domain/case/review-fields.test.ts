import { expect } from "chai";
import fc from "fast-check";
import { changesBetween } from "../../../../src/domain/case/document-changes.ts";
import {
  isReviewed,
  isUntouched,
  reviewedFirst,
  unknownReviewFields,
} from "../../../../src/domain/case/review-fields.ts";
import type { DocumentContent, HvSupplyPlan } from "../../../../src/domain/case/supply-plan.ts";
import {
  buildHvPlan,
  buildInvestment,
  buildMeterPoint,
  buildSource,
} from "../../../support/build-plan.ts";

const DISPATCH = ["sources.substation", "sources.line", "approvedCapacity", "operatingMode"];
const METERING = ["计量"];

function version(content: DocumentContent) {
  return { content, attachments: [] };
}

function untouched(after: Partial<HvSupplyPlan>, reviewed: readonly string[] | undefined) {
  const versions = { before: version(buildHvPlan()), after: version(buildHvPlan(after)) };
  return isUntouched({ kind: "supply_plan", ...versions }, reviewed);
}

describe("what a node reviews", () => {
  it("names fields, parts, lists and groups of the table, and nothing else", () => {
    const names = ["sources", "sources.line", "计量", "meterPoints.ctRatio", "approvedCapacity"];
    expect(unknownReviewFields("supply_plan", names)).to.deep.equal([]);
    const wrong = [
      "source",
      "sources.0.line",
      "sources.line.x",
      "approvedCapacity.value",
      "",
      "投资",
    ];
    expect(unknownReviewFields("supply_plan", wrong)).to.deep.equal(wrong);
    expect(
      unknownReviewFields("grid_investment", ["estimate", "estimate.totalFen", "投资"]),
    ).to.deep.equal([]);
  });

  it("is touched by a change inside of it: an item, a part, a field of any item", () => {
    const line = { sources: [buildSource({ line: "10 kV 园区二线" })] };
    expect(untouched(line, DISPATCH)).to.equal(false);
    expect(untouched(line, ["sources"])).to.equal(false);
    expect(untouched(line, ["供电电源"])).to.equal(false);
    expect(untouched(line, METERING)).to.equal(true);
    expect(untouched({ meterPoints: [buildMeterPoint({ ctRatio: "600/5" })] }, DISPATCH)).to.equal(
      true,
    );
  });

  it("is touched by an item that came or went, whatever of the items is reviewed", () => {
    const two = { sources: [buildSource(), buildSource({ role: "standby" })] };
    expect(untouched(two, ["sources.bus"])).to.equal(false);
  });

  it("is everything when nothing is said", () => {
    expect(untouched({}, undefined)).to.equal(true);
    expect(untouched({ drawnUpBy: "马强" }, undefined)).to.equal(false);
    expect(untouched({ drawnUpBy: "马强" }, [...DISPATCH, ...METERING])).to.equal(true);
  });

  it("does not depend on the order of keys, nor on keys without a value", () => {
    const plan = buildHvPlan();
    const turned = Object.fromEntries(Object.entries(plan).toReversed()) as unknown as HvSupplyPlan;
    const after = { ...turned, comms: undefined } as unknown as HvSupplyPlan;
    expect(
      isUntouched({ kind: "supply_plan", before: version(plan), after: version(after) }, undefined),
    ).to.equal(true);
  });

  it("of an investment is judged by its own table", () => {
    const before = version(buildInvestment());
    const after = version({ ...buildInvestment(), reason: "负荷增长，原线路重载" });
    expect(isUntouched({ kind: "grid_investment", before, after }, ["投资"])).to.equal(true);
    expect(isUntouched({ kind: "grid_investment", before, after }, ["理由"])).to.equal(false);
    expect(isReviewed("no-such-field", "grid_investment", ["投资"])).to.equal(false);
  });

  it("is told apart from the other changes, both in reading order", () => {
    const after = buildHvPlan({
      drawnUpBy: "马强",
      operatingMode: "热备用",
      sources: [buildSource({ line: "10 kV 园区二线" })],
    });
    const changes = changesBetween(buildHvPlan(), after);
    const { own, others } = reviewedFirst(changes, "supply_plan", DISPATCH);
    expect(own.map(({ field }) => field)).to.deep.equal(["sources.0.line", "operatingMode"]);
    expect(others.map(({ field }) => field)).to.deep.equal(["drawnUpBy"]);
  });

  it("is untouched exactly if what there is of it is the same, value by value", () => {
    const plans = fc.record({
      line: fc.constantFrom("一线", "二线"),
      bus: fc.option(fc.constantFrom("Ⅰ段", "Ⅱ段"), { nil: undefined }),
      sources: fc.integer({ min: 1, max: 3 }),
      ctRatio: fc.constantFrom("500/5", "600/5"),
    });
    fc.assert(
      fc.property(plans, plans, (one, other) => {
        const [before, after] = [one, other].map(({ line, bus, sources, ctRatio }) =>
          buildHvPlan({
            sources: Array.from({ length: sources }, () =>
              buildSource({ line, ...(bus === undefined ? {} : { bus }) }),
            ),
            meterPoints: [buildMeterPoint({ ctRatio })],
          }),
        ) as [HvSupplyPlan, HvSupplyPlan];
        const same = (reviewed: readonly string[]) =>
          isUntouched(
            { kind: "supply_plan", before: version(before), after: version(after) },
            reviewed,
          );
        const values = (plan: HvSupplyPlan, key: "line" | "bus") =>
          JSON.stringify(plan.sources.map((source) => source[key] ?? null));
        expect(same(["sources.line"])).to.equal(values(before, "line") === values(after, "line"));
        expect(same(["sources.bus"])).to.equal(values(before, "bus") === values(after, "bus"));
        expect(same(METERING)).to.equal(one.ctRatio === other.ctRatio);
      }),
    );
  });
});
