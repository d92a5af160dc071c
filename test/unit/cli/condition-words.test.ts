import { expect } from "chai";
import { conditionText } from "../../../src/cli/condition-words.ts";

describe("cli/condition-words", () => {
  it("says what a flow asks for, with units", () => {
    const condition = { voltageKv: { atLeast: 1, below: 35 }, capacityKva: { atMost: 315 } };
    expect(conditionText(condition)).to.equal("电压 ≥ 1kV 且 电压 < 35kV 且 容量 ≤ 315kVA");
  });

  it("words flags, classes and money as people do", () => {
    expect(conditionText({ important: { is: false } })).to.equal("非重要客户");
    expect(conditionText({ customerClass: { in: ["lv", "hv-single"] } })).to.equal(
      "客户类别为 低压非居民、高压单电源",
    );
    expect(conditionText({ amountFen: { above: 50_000_000 } })).to.equal("金额 > 50万元");
    expect(conditionText({})).to.equal("不限");
  });
});
