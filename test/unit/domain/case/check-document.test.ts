import { expect } from "chai";
import { checkDocument } from "../../../../src/domain/case/check-document.ts";
import { buildCase, buildHvPlan, buildInvestment } from "../../../support/build-plan.ts";

describe("check of a document", () => {
  const context = { connectionCase: buildCase(), submittedOn: "2026-11-23" };

  it("asks the check of its kind", () => {
    const plan = buildHvPlan({ transformerTotalKva: 1 });
    expect(checkDocument(plan, context)[0]?.code).to.equal("transformer-sum");
    const investment = buildInvestment({ plannedFinishOn: "2026-11-22" });
    expect(checkDocument(investment, context)[0]?.code).to.equal("finish-past");
  });
});
