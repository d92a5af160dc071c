import { expect } from "chai";
import { buildHvPlan, buildSource } from "../../../support/build-plan.ts";
import { DUAL, DUAL_CASE, found, STANDBY } from "../../../support/check-plan.ts";

describe("sources of a supply plan", () => {
  it("refuses a number of sources that does not fit the supply mode", () => {
    expect(found(buildHvPlan({ ...DUAL, sources: [buildSource()] }), DUAL_CASE)).to.deep.equal([
      "error sources source-count",
    ]);
    expect(found(buildHvPlan({ ...DUAL, supplyMode: "multi" }), DUAL_CASE)).to.deep.equal([
      "error sources source-count",
    ]);
    expect(found(buildHvPlan({ sources: [buildSource(), STANDBY] }))).to.deep.equal([
      "error sources source-count",
    ]);
  });

  it("refuses a supply mode that the class of the case does not have", () => {
    expect(found(buildHvPlan(DUAL))).to.deep.equal(["error supplyMode supply-mode-mismatch"]);
    expect(found(buildHvPlan(), DUAL_CASE)).to.deep.equal([
      "error supplyMode supply-mode-mismatch",
    ]);
  });

  it("refuses main sources smaller than the approved capacity; standby does not count", () => {
    const weak = buildSource({ capacityKva: 314 });
    expect(found(buildHvPlan({ sources: [weak] }))).to.deep.equal([
      "error sources source-capacity",
    ]);
    expect(found(buildHvPlan({ ...DUAL, sources: [weak, STANDBY] }), DUAL_CASE)).to.deep.equal([
      "error sources source-capacity",
    ]);
    const enough = buildSource({ capacityKva: 315 });
    expect(found(buildHvPlan({ sources: [enough] }))).to.deep.equal([]);
  });

  it("refuses a plan without a main source", () => {
    expect(found(buildHvPlan({ sources: [STANDBY] }))).to.deep.equal([
      "error sources no-main-source",
    ]);
  });

  it("warns when two sources come from one feeder", () => {
    const sources = [buildSource(), buildSource({ role: "standby" })];
    expect(found(buildHvPlan({ ...DUAL, sources }), DUAL_CASE)).to.deep.equal([
      "warning sources.1.line same-feeder",
    ]);
  });

  it("warns about an important customer with one source or without backup", () => {
    expect(found(buildHvPlan({ importanceGrade: "second" }))).to.deep.equal([
      "warning supplyMode important-single-source",
      "warning selfBackupKw important-without-backup",
    ]);
    const safe = buildHvPlan({ ...DUAL, importanceGrade: "first", selfBackupKw: 100 });
    expect(found(safe, DUAL_CASE)).to.deep.equal([]);
  });

  it("refuses a deviation from a typical plan that is not named", () => {
    expect(found(buildHvPlan({ deviation: "线路加长" }))).to.deep.equal([
      "error deviation deviation-without-typical-plan",
    ]);
  });
});
