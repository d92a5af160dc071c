import { expect } from "chai";
import { checkPlanLimits } from "../../../../src/domain/case/check-plan-limits.ts";
import type { PlanLimits, VoltageLimit } from "../../../../src/domain/case/plan-limits.ts";
import { buildPlanLimits } from "../../../support/build-plan-limits.ts";

const LOW: VoltageLimit = { voltageKv: 0.4, max: 160, unit: "kW" };
const MIDDLE: VoltageLimit = { voltageKv: 20, max: 8_000, unit: "kVA" };
const HIGH: VoltageLimit = { voltageKv: 110, max: 100_000, unit: "kVA" };

const wordsOf = (changes: Partial<PlanLimits>) =>
  checkPlanLimits(buildPlanLimits(changes)).map(
    ({ path, message }) => `${path.join(".")}：${message}`,
  );

describe("sense of the plan limits", () => {
  it("has nothing to say about sound ones, also where a low voltage takes more than a high one in another unit", () => {
    expect(wordsOf({})).to.deep.equal([]);
    const large = { ...LOW, max: 9_000 };
    expect(wordsOf({ voltages: [large, MIDDLE, HIGH] })).to.deep.equal([]);
  });

  for (const name of [
    "hvlvMaxKva",
    "directMeterMaxA",
    "ctOverratedTimes",
    "minUseHoursPerYear",
    "hvValidMonths",
    "lvValidMonths",
  ] as const) {
    it(`wants ${name} above zero`, () => {
      expect(wordsOf({ [name]: 0 })).to.deep.equal([`${name}：应大于 0，写的是 0`]);
      expect(wordsOf({ [name]: -2 })).to.deep.equal([`${name}：应大于 0，写的是 -2`]);
    });
  }

  it("wants voltages and their capacities above zero", () => {
    expect(wordsOf({ voltages: [{ ...LOW, voltageKv: 0 }, MIDDLE] })).to.deep.equal([
      "voltages.0.voltageKv：电压应大于 0，写的是 0",
    ]);
    expect(wordsOf({ voltages: [{ ...LOW, max: 0 }, MIDDLE] })).to.deep.equal([
      "voltages.0.max：上限应大于 0，写的是 0",
    ]);
  });

  it("wants rising voltages with rising capacities", () => {
    expect(wordsOf({ voltages: [LOW, MIDDLE, { ...HIGH, voltageKv: 20 }] })).to.deep.equal([
      "voltages.2.voltageKv：电压应逐行升高：20 kV 不高于前一行的 20 kV",
    ]);
    expect(wordsOf({ voltages: [LOW, MIDDLE, { ...HIGH, max: 8_000 }] })).to.deep.equal([
      "voltages.2.max：上限应随电压升高：8000 kVA 不大于前一行的 8000 kVA",
    ]);
  });

  it("wants low voltages in kW and high ones in kVA, and at least one of each", () => {
    expect(wordsOf({ voltages: [LOW, { ...MIDDLE, unit: "kW" }, HIGH] })).to.deep.equal([
      "voltages.1.unit：20 kV 的单位应为 kVA",
    ]);
    expect(wordsOf({ voltages: [{ ...LOW, unit: "kVA" }, MIDDLE] })).to.deep.equal([
      "voltages.0.unit：0.4 kV 的单位应为 kW",
      "voltages：没有一行的单位是 kW（低压）",
    ]);
    expect(wordsOf({ voltages: [] })).to.deep.equal([
      "voltages：没有一行的单位是 kW（低压）",
      "voltages：没有一行的单位是 kVA（高压）",
    ]);
  });

  it("refuses a rating that every transformer exceeds, and more hours than a year has", () => {
    expect(wordsOf({ ctOverratedTimes: 1 })).to.deep.equal([
      "ctOverratedTimes：应大于 1 倍，写的是 1",
    ]);
    expect(wordsOf({ minUseHoursPerYear: 8_760 })).to.deep.equal([]);
    expect(wordsOf({ minUseHoursPerYear: 8_761 })).to.deep.equal([
      "minUseHoursPerYear：超过全年 8760 小时，写的是 8761",
    ]);
  });
});
