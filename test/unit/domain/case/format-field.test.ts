import { expect } from "chai";
import { formatFen, formatField } from "../../../../src/domain/case/format-field.ts";
import { SUPPLY_PLAN_FIELDS } from "../../../../src/domain/case/supply-plan-fields.ts";

describe("a value in words", () => {
  it("writes fen as yuan", () => {
    expect(formatFen(0)).to.equal("0.00 元");
    expect(formatFen(7)).to.equal("0.07 元");
    expect(formatFen(123_456_789)).to.equal("1,234,567.89 元");
    expect(formatFen(-100_000)).to.equal("-1,000.00 元");
  });

  it("adds units, and none where there is none", () => {
    expect(formatField(SUPPLY_PLAN_FIELDS.voltageKv, 10)).to.equal("10 kV");
    expect(formatField(SUPPLY_PLAN_FIELDS.pfStandard, 0.9)).to.equal("0.9");
    const capacity = { value: 315, unit: "kVA" };
    expect(formatField(SUPPLY_PLAN_FIELDS.approvedCapacity, capacity)).to.equal("315 kVA");
  });

  it("survives values that an older program may have stored", () => {
    expect(formatField(SUPPLY_PLAN_FIELDS.approvedCapacity, 315)).to.equal("315");
    expect(formatField(SUPPLY_PLAN_FIELDS.approvedCapacity, {})).to.equal("（无）");
    expect(formatField(SUPPLY_PLAN_FIELDS.supplyMode, "ring")).to.equal("ring");
    expect(formatField(SUPPLY_PLAN_FIELDS.opinion, null)).to.equal("（无）");
    expect(formatField(SUPPLY_PLAN_FIELDS.voltageKv, undefined)).to.equal("（无）");
    expect(formatField(SUPPLY_PLAN_FIELDS.specialLoad, undefined)).to.equal("（无）");
    expect(formatField({ kind: "money", label: "金额", need: "both" }, "12")).to.equal("12");
  });
});
