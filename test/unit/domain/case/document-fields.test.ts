import { expect } from "chai";
import { fieldsOf, labelOfPath, rowsOf } from "../../../../src/domain/case/document-fields.ts";
import type { GridInvestment } from "../../../../src/domain/case/grid-investment.ts";
import type { SupplyPlan } from "../../../../src/domain/case/supply-plan.ts";
import { buildHvPlan, buildInvestment, buildLvPlan } from "../../../support/build-plan.ts";

describe("rows of a document", () => {
  it("stand in reading order, in groups that follow one another", () => {
    const groups = rowsOf(buildHvPlan()).map((row) => row.group);
    const starts = groups.filter((group, index) => group !== groups[index - 1]);
    expect(starts).to.deep.equal([
      "用电信息",
      "容量",
      "供电电源",
      "受电系统",
      "计量",
      "分界",
      "计费",
      "有效期和意见",
    ]);
  });

  it("say every filled value in words, and only filled ones", () => {
    const rows = rowsOf(buildLvPlan());
    expect(rows).to.deep.include({
      field: "approvedCapacity",
      group: "容量",
      label: "核定容量",
      text: "80 kW",
    });
    expect(rows).to.deep.include({
      field: "sources.0.role",
      group: "供电电源",
      label: "电源 1 · 电源性质",
      text: "主供",
    });
    expect(rows.map((row) => row.field)).not.to.include("typicalPlanId");
    expect(rows.map((row) => row.field)).not.to.include("transformerTotalKva");
  });

  it("carry the parts of an estimate under the heading of the estimate", () => {
    expect(rowsOf(buildInvestment())).to.deep.include({
      field: "estimate.civilFen",
      group: "投资",
      label: "投资估算 · 土建",
      text: "31,000.00 元",
    });
  });
});

describe("label of a path", () => {
  const labelOf = (path: string) => labelOfPath(fieldsOf(buildHvPlan()), path);

  it("counts items from one", () => {
    expect(labelOf("sources.0.line")).to.equal("电源 1 · 供电线路");
    expect(labelOf("meterPoints.1")).to.equal("计量点 2");
    expect(labelOf("voltageKv")).to.equal("供电电压");
  });

  it("names the parts of a capacity in Chinese", () => {
    expect(labelOf("approvedCapacity")).to.equal("核定容量");
    expect(labelOf("approvedCapacity.value")).to.equal("核定容量 · 数值");
    expect(labelOf("approvedCapacity.unit")).to.equal("核定容量 · 单位");
    expect(labelOf("approvedCapacity.toString")).to.equal("核定容量");
  });

  it("keeps what it does not know, and finds nothing on prototypes", () => {
    expect(labelOf("nonsense")).to.equal("nonsense");
    expect(labelOf("0")).to.equal(" 1");
    expect(labelOf("constructor")).to.equal("constructor");
    expect(labelOf("sources.0.toString")).to.equal("电源 1 · toString");
    expect(labelOf("voltageKv.deep")).to.equal("供电电压 · deep");
    expect(labelOfPath(fieldsOf(buildInvestment()), "estimate.lineFen")).to.equal(
      "投资估算 · 线路",
    );
  });
});

describe("documents that an older program may have stored", () => {
  it("give rows of what can be read", () => {
    const odd = { ...buildInvestment(), estimate: null } as unknown as GridInvestment;
    expect(rowsOf(odd).map((row) => row.field)).not.to.include("estimate.lineFen");
    const plan = { ...buildHvPlan(), sources: "x", fees: [1] } as unknown as SupplyPlan;
    expect(rowsOf(plan).map((row) => row.field)).to.include("voltageKv");
    expect(rowsOf(plan).filter((row) => /^(sources|fees)/.test(row.field))).to.deep.equal([]);
  });
});
