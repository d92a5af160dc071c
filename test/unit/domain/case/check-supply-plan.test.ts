import { expect } from "chai";
import { hasErrors } from "../../../../src/domain/case/problems.ts";
import { buildHvPlan, buildLvPlan } from "../../../support/build-plan.ts";
import { check, DUAL, DUAL_CASE, LV_CASE } from "../../../support/check-plan.ts";

describe("check of a supply plan", () => {
  it("finds nothing in a complete high-voltage, dual-source or low-voltage plan", () => {
    expect(check(buildHvPlan())).to.deep.equal([]);
    expect(check(buildHvPlan(DUAL), DUAL_CASE)).to.deep.equal([]);
    expect(check(buildLvPlan(), LV_CASE)).to.deep.equal([]);
  });

  it("says everything at once, with field and Chinese words", () => {
    const problems = check(buildHvPlan({ transformerTotalKva: 400, validTo: "2026-11-01" }));
    expect(problems.map((one) => one.code)).to.deep.equal([
      "transformer-sum",
      "total-differs-from-approved",
      "validity-reversed",
      "validity-past",
    ]);
    expect(problems[0]).to.deep.equal({
      field: "transformerTotalKva",
      code: "transformer-sum",
      message: "变压器明细合计 315 kVA，与填写的总容量 400 kVA 不一致",
      severity: "error",
    });
    expect(hasErrors(problems)).to.equal(true);
  });
});
