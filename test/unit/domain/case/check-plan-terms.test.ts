import { expect } from "chai";
import { buildHvPlan, buildLvPlan } from "../../../support/build-plan.ts";
import {
  check,
  DUAL,
  DUAL_CASE,
  found,
  LV_CASE,
  RELIABILITY_FEE,
} from "../../../support/check-plan.ts";

describe("terms of a supply plan", () => {
  it("refuses a validity that ends before it begins or before submission", () => {
    expect(found(buildHvPlan({ validTo: "2026-11-23" }))).to.deep.equal([
      "error validTo validity-reversed",
    ]);
    expect(found(buildHvPlan({ validFrom: "2025-11-01", validTo: "2026-11-01" }))).to.deep.equal([
      "error validTo validity-past",
    ]);
  });

  it("expects one year at high and three months at low voltage, give or take the first day", () => {
    expect(found(buildHvPlan({ validTo: "2027-11-22" }))).to.deep.equal([]);
    expect(found(buildHvPlan({ validTo: "2027-11-21" }))).to.deep.equal([
      "warning validTo validity-term",
    ]);
    expect(found(buildLvPlan({ validTo: "2027-11-23" }), LV_CASE)).to.deep.equal([
      "warning validTo validity-term",
    ]);
  });

  it("ends a term on the last day of a shorter month", () => {
    const plan = buildLvPlan({ validFrom: "2026-11-30", validTo: "2027-02-28" });
    expect(found(plan, LV_CASE)).to.deep.equal([]);
  });

  it("refuses a fee that is not price times quantity", () => {
    const fee = { name: "其他", unitPriceFen: 333, quantity: 1.5, basis: "文件" };
    expect(found(buildHvPlan({ fees: [{ ...fee, amountFen: 500 }] }))).to.deep.equal([]);
    expect(check(buildHvPlan({ fees: [{ ...fee, amountFen: 499 }] }))).to.deep.equal([
      {
        field: "fees.0.amountFen",
        code: "fee-amount",
        message: "其他：单价×数量为 5.00 元，与应收金额 4.99 元 不一致",
        severity: "error",
      },
    ]);
  });

  it("expects the reliability fee with two sources only", () => {
    expect(found(buildHvPlan({ fees: [RELIABILITY_FEE] }))).to.deep.equal([
      "warning fees reliability-fee-unexpected",
    ]);
    expect(found(buildHvPlan({ ...DUAL, fees: [] }), DUAL_CASE)).to.deep.equal([
      "warning fees reliability-fee-missing",
    ]);
  });

  it("warns of a two-part tariff at low voltage", () => {
    const plan = buildLvPlan({ billingMethod: "two-part-demand" });
    expect(found(plan, LV_CASE)).to.deep.equal(["warning billingMethod two-part-low-voltage"]);
  });
});
