import { expect } from "chai";
import { isImportant, isSupplyPlan, isTypical } from "../../../../src/domain/case/supply-plan.ts";
import { buildHvPlan, buildInvestment, buildLvPlan } from "../../../support/build-plan.ts";

describe("supply plan", () => {
  it("is told from an investment", () => {
    expect(isSupplyPlan(buildHvPlan())).to.equal(true);
    expect(isSupplyPlan(buildInvestment())).to.equal(false);
  });

  it("is of an important customer at high voltage only, and not of an ordinary one", () => {
    expect(isImportant(buildHvPlan())).to.equal(false);
    expect(isImportant(buildHvPlan({ importanceGrade: "special" }))).to.equal(true);
    expect(isImportant(buildLvPlan())).to.equal(false);
  });

  it("is typical while it names a typical plan and does not leave it", () => {
    expect(isTypical(buildLvPlan())).to.equal(false);
    expect(isTypical(buildLvPlan({ typicalPlanId: "DY-3P-100" }))).to.equal(true);
    expect(isTypical(buildLvPlan({ typicalPlanId: "DY-3P-100", deviation: "x" }))).to.equal(false);
  });
});
