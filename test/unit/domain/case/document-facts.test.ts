import { expect } from "chai";
import { factsOf } from "../../../../src/domain/case/document-facts.ts";
import type { SupplyPlan } from "../../../../src/domain/case/supply-plan.ts";
import {
  buildCase,
  buildHvPlan,
  buildInvestment,
  buildLvPlan,
  buildSource,
} from "../../../support/build-plan.ts";

function factsOfPlan(content: SupplyPlan) {
  return factsOf({ connectionCase: buildCase(), kind: "supply_plan", content });
}

describe("facts that choose a flow", () => {
  it("of a high-voltage plan are in kVA", () => {
    expect(factsOfPlan(buildHvPlan())).to.deep.equal({
      kind: "supply_plan",
      customerClass: "hv-single",
      voltageKv: 10,
      capacityKva: 315,
      capacityKw: 0,
      sourceCount: 1,
      typicalPlan: false,
      important: false,
      specialLoad: false,
      externalWorks: true,
      amountFen: 0,
    });
  });

  it("of a low-voltage plan are in kW", () => {
    const facts = factsOf({
      connectionCase: buildCase({ customerClass: "lv" }),
      kind: "supply_plan",
      content: buildLvPlan(),
    });
    expect(facts).to.include({ customerClass: "lv", capacityKva: 0, capacityKw: 80 });
    expect(facts.important).to.equal(false);
  });

  it("call a plan typical only while it follows its typical plan", () => {
    expect(factsOfPlan(buildHvPlan({ typicalPlanId: "GY-315" })).typicalPlan).to.equal(true);
    const left = buildHvPlan({ typicalPlanId: "GY-315", deviation: "线路加长" });
    expect(factsOfPlan(left).typicalPlan).to.equal(false);
  });

  it("count every source and every grade of importance", () => {
    const plan = buildHvPlan({
      sources: [buildSource(), buildSource({ role: "standby" })],
      importanceGrade: "temporary",
    });
    expect(factsOfPlan(plan)).to.include({ sourceCount: 2, important: true });
  });

  it("of an investment are its amount, voltage and expected capacity", () => {
    expect(
      factsOf({
        connectionCase: buildCase(),
        kind: "grid_investment",
        content: buildInvestment(),
      }),
    ).to.include({
      kind: "grid_investment",
      amountFen: 21_360_000,
      voltageKv: 10,
      capacityKva: 315,
      capacityKw: 0,
      sourceCount: 0,
    });
  });
});
