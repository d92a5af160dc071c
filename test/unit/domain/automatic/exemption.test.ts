import { expect } from "chai";
import { exemptionMark, exemptionOf } from "../../../../src/domain/automatic/exemption.ts";
import type { TypicalPlan } from "../../../../src/domain/automatic/typical-plan.ts";
import type { SupplyPlan } from "../../../../src/domain/case/supply-plan.ts";
import { november } from "../../../support/build.ts";
import {
  buildCase,
  buildHvPlan,
  buildInvestment,
  buildSource,
} from "../../../support/build-plan.ts";
import { buildTypicalPlan } from "../../../support/build-rule.ts";

const plan = buildHvPlan({ typicalPlanId: "box-315" });

function exempted(
  change: Partial<TypicalPlan> = {},
  content: SupplyPlan = plan,
  requestKind: "new" | "increase" = "new",
): string | undefined {
  const document = { kind: "supply_plan", content } as const;
  const question = {
    connectionCase: buildCase({ requestKind }),
    document,
    at: november(23, "15:10"),
  };
  return exemptionOf([buildTypicalPlan(change)], question)?.id;
}

describe("the typical plan that a document is one of", () => {
  it("is the one that it names and lies within", () => {
    expect(exempted()).equal("box-315");
  });

  const outside: [string, Partial<TypicalPlan>, SupplyPlan?, "increase"?][] = [
    ["it names another", { id: "box-400" }],
    ["it names none", {}, buildHvPlan()],
    ["it deviates", {}, { ...plan, deviation: "线路加长" }],
    ["the entry is not valid yet", { validFrom: "2026-11-24" }],
    ["the entry is not valid any more", { validTo: "2026-11-22" }],
    ["it is for another kind of request", {}, plan, "increase"],
    ["its capacity is above", { when: { capacityKva: { atMost: 314 } } }],
    ["a field is out of tolerance", { fields: { "sources.lengthM": { atMost: 1_199 } } }],
    ["a field is not filled in", { fields: { relayProtection: { is: "过流" } } }],
    ["a list has no items", { fields: { "fees.amountFen": { atMost: 1 } } }],
    [
      "one item of a list is out of tolerance",
      { fields: { "sources.accessMode": { in: ["tee"] } } },
      { ...plan, sources: [buildSource(), buildSource({ accessMode: "ring" })] },
    ],
  ];
  for (const [what, change, content, requestKind] of outside) {
    it(`is none when ${what}`, () => {
      expect(exempted(change, content, requestKind)).equal(undefined);
    });
  }

  it("is none of an investment", () => {
    const document = { kind: "grid_investment", content: buildInvestment() } as const;
    const question = { connectionCase: buildCase(), document, at: november(23, "15:10") };
    expect(exemptionOf([buildTypicalPlan()], question)).equal(undefined);
  });
});

describe("what is kept with an exemption", () => {
  it("is every fact that it may have gone by, in the words of the plan", () => {
    expect(exemptionMark(buildTypicalPlan(), { content: plan })).eql({
      kind: "typical-plan",
      ruleId: "box-315",
      version: 7,
      words: "按典型方案“箱变 315”（第 7 版）自动同意",
      facts: [
        "客户分级：普通",
        "特殊负荷：否",
        "核定容量：315 kVA",
        "供电方式：单电源",
        "供电电压：10 kV",
        "电源 1 · 长度：1200 m",
        "电源 1 · 接入方式：T接",
        "典型供电方案：box-315",
      ],
    });
  });
});
