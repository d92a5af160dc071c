import { expect } from "chai";
import { loadConfig } from "../../../src/config/load.ts";
import { COMPLETE_ENV, problemsOf, shippedFiles, shippedText } from "./shipped-files.ts";

const PATH = "config/plan-limits.yaml";

function broken(from: string, to: string): string[] {
  return problemsOf(COMPLETE_ENV, { [PATH]: shippedText(PATH, from, to) });
}

describe("plan-limits.yaml", () => {
  it("becomes the limits of the bureau", () => {
    expect(loadConfig(COMPLETE_ENV, shippedFiles()).bureau.planLimits).to.deep.equal({
      voltages: [
        { voltageKv: 0.4, max: 160, unit: "kW" },
        { voltageKv: 20, max: 8_000, unit: "kVA" },
        { voltageKv: 35, max: 40_000, unit: "kVA" },
        { voltageKv: 110, max: 100_000, unit: "kVA" },
      ],
      hvlvMaxKva: 500,
      directMeterMaxA: 60,
      ctOverratedTimes: 3,
      minUseHoursPerYear: 500,
      hvValidMonths: 12,
      lvValidMonths: 3,
    });
  });

  it("has every provisional number named, and none that is settled", () => {
    const named = (files = shippedFiles()) =>
      loadConfig(COMPLETE_ENV, files)
        .provisional.map(({ words }) => words)
        .filter((one) => one.startsWith(PATH));
    expect(named()).to.deep.equal([
      `${PATH}：voltages 0.4 kV = 160 kW（这一电压通常的容量上限）是暂定的，请确认`,
      `${PATH}：voltages 20 kV = 8000 kVA（这一电压通常的容量上限）是暂定的，请确认`,
      `${PATH}：voltages 35 kV = 40000 kVA（这一电压通常的容量上限）是暂定的，请确认`,
      `${PATH}：voltages 110 kV = 100000 kVA（这一电压通常的容量上限）是暂定的，请确认`,
      `${PATH}：hvlvMaxKva = 500 kVA（高供低计的最大容量）是暂定的，请确认`,
      `${PATH}：directMeterMaxA = 60 A（电能表直接接入的最大电流）是暂定的，请确认`,
      `${PATH}：ctOverratedTimes = 3 倍（电流互感器额定电流与负荷电流的最大倍数）是暂定的，请确认`,
      `${PATH}：minUseHoursPerYear = 500 小时（预计年利用小时的下限）是暂定的，请确认`,
      `${PATH}：hvValidMonths = 12 个月（高压供电方案有效期）是暂定的，请确认`,
      `${PATH}：lvValidMonths = 3 个月（低压供电方案有效期）是暂定的，请确认`,
    ]);
    const settled = shippedText(PATH, "", "").replaceAll(
      "provisional: true }",
      "provisional: false }",
    );
    expect(named(shippedFiles({ [PATH]: settled }))).to.deep.equal([]);
  });

  it("must be there", () => {
    expect(problemsOf(COMPLETE_ENV, { [PATH]: undefined })).to.deep.equal([
      `${PATH}：找不到这个文件`,
    ]);
    expect(problemsOf(COMPLETE_ENV, { [PATH]: "" })).to.deep.equal([`${PATH} 第 1 行：应为键值表`]);
  });

  const CASES: [what: string, words: string, from: string, to: string][] = [
    [
      "a number that is absent",
      "第 9 行 hvlvMaxKva：缺少必填项",
      "hvlvMaxKva: { value: 500, unit: kVA, provisional: true }",
      "",
    ],
    [
      "a value that is absent",
      "第 16 行 hvlvMaxKva.value：缺少必填项",
      "value: 500, unit: kVA",
      "unit: kVA",
    ],
    [
      "a word for a number",
      "第 19 行 directMeterMaxA.value：应为数字",
      "value: 60",
      "value: sixty",
    ],
    ["another unit", "第 19 行 directMeterMaxA.unit：应为以下之一：A", "unit: A", "unit: kA"],
    [
      "half a month",
      "第 29 行 lvValidMonths.value：应为整数",
      "lvValidMonths: { value: 3",
      "lvValidMonths: { value: 2.5",
    ],
    [
      "a name that nobody asks for",
      "第 19 行 directMaxA：不认识的项「directMaxA」",
      "directMeterMaxA:",
      "directMaxA:",
    ],
    [
      "whether it is settled",
      "第 22 行 ctOverratedTimes.provisional：缺少必填项",
      "unit: 倍, provisional: true",
      "unit: 倍",
    ],
    [
      "a number below zero",
      "第 16 行 hvlvMaxKva：应大于 0，写的是 -500",
      "value: 500, unit: kVA",
      "value: -500, unit: kVA",
    ],
    [
      "voltages that do not rise",
      "第 12 行 voltages[2].voltageKv：电压应逐行升高：15 kV 不高于前一行的 20 kV",
      "voltageKv: 35",
      "voltageKv: 15",
    ],
  ];
  for (const [what, words, from, to] of CASES) {
    it(`says where and what: ${what}`, () => {
      expect(broken(from, to)).to.include(`${PATH} ${words}`);
    });
  }
});
