import { expect } from "chai";
import { checkTypicalPlan } from "../../../../src/domain/automatic/check-typical-plan.ts";
import type { TypicalPlan } from "../../../../src/domain/automatic/typical-plan.ts";
import { buildTypicalPlan } from "../../../support/build-rule.ts";

const wordsOf = (change: Partial<TypicalPlan>) =>
  checkTypicalPlan(buildTypicalPlan(change)).map(({ message }) => message);
const BOUND = { voltageKv: { is: 10 }, sourceCount: { is: 1 } };

describe("an entry of the catalogue", () => {
  it("is usable when everything in it can be compared", () => {
    expect(wordsOf({})).eql([]);
    expect(
      wordsOf({
        fields: {
          specialLoad: { is: false },
          mainWiring: { in: ["线路变压器组"] },
          "transformers.kvaEach": { above: 1, below: 400, atLeast: 50 },
          "sources.role": { is: "main" },
        },
        when: { ...BOUND, capacityKw: { below: 100 } },
      }),
    ).eql([]);
    expect(wordsOf({ when: { ...BOUND, capacityKva: { is: 315 } } })).eql([]);
  });

  it("must say for which voltage, capacity and number of sources", () => {
    expect(wordsOf({ when: { capacityKva: { atLeast: 1 } } })).eql([
      "典型方案「box-315」没有限定供电电压（voltageKv）",
      "典型方案「box-315」没有限定容量上限（capacityKva 或 capacityKw）",
      "典型方案「box-315」没有限定电源数（sourceCount）",
    ]);
  });

  const fields: [string, TypicalPlan["fields"], string][] = [
    ["no such field", { "sources.length": { is: 1 } }, "不存在"],
    ["no field below a leaf", { "mainWiring.x": { is: 1 } }, "不存在"],
    ["no property of objects", { toString: { is: 1 } }, "不存在"],
    ["a list as a whole", { sources: { is: 1 } }, "不能直接比较"],
    ["a capacity", { approvedCapacity: { is: 1 } }, "容量写在 when 里"],
    ["a number as text", { "sources.lengthM": { is: "长" } }, "是数字"],
    ["a text as number", { mainWiring: { atMost: 1 } }, "是文字"],
    ["a text as flag", { mainWiring: { is: true } }, "是文字"],
    ["a flag as text", { specialLoad: { is: "是" } }, "应为 true 或 false"],
    ["a flag with a bound", { specialLoad: { above: 1 } }, "应为 true 或 false"],
    ["an unknown choice", { "sources.accessMode": { in: ["T接"] } }, "只能是 dedicated、"],
    ["a choice with a bound", { "sources.accessMode": { below: 1 } }, "只能是 dedicated、"],
  ];
  for (const [what, written, words] of fields) {
    it(`names ${what}`, () => expect(wordsOf({ fields: written }).join()).include(words));
  }

  it("names a validity that ends before it begins, and a trust that never ends", () => {
    expect(wordsOf({ validTo: "2025-01-01" })).eql(["典型方案「box-315」的有效期止早于起"]);
    expect(wordsOf({ sample: { oneIn: 20, suspendAt: 11, window: 10 } })).eql([
      "典型方案「box-315」永远不会停用：10 次抽查里不会有 11 次不同意",
    ]);
  });
});
