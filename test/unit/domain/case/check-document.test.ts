import { expect } from "chai";
import { checkDocument } from "../../../../src/domain/case/check-document.ts";
import { buildCase, buildHvPlan, buildInvestment } from "../../../support/build-plan.ts";
import { buildPlanLimits } from "../../../support/build-plan-limits.ts";

describe("check of a document", () => {
  const context = {
    connectionCase: buildCase(),
    submittedOn: "2026-11-23",
    limits: buildPlanLimits(),
  };

  it("asks the check of its kind", () => {
    const plan = buildHvPlan({ transformerTotalKva: 1 });
    expect(checkDocument(plan, context)[0]?.code).to.equal("transformer-sum");
    const investment = buildInvestment({ plannedFinishOn: "2026-11-22" });
    expect(checkDocument(investment, context)[0]?.code).to.equal("finish-past");
  });

  it("hands the limits on to the check of either kind", () => {
    const limits = buildPlanLimits({
      voltages: [{ voltageKv: 20, max: 1, unit: "kVA" }],
      minUseHoursPerYear: 8_760,
    });
    const codes = (content: Parameters<typeof checkDocument>[0]) =>
      checkDocument(content, { ...context, limits }).map(({ code }) => code);
    expect(codes(buildHvPlan())).to.deep.equal(["voltage-too-low"]);
    expect(codes(buildInvestment())).to.deep.equal(["use-low"]);
  });
});
