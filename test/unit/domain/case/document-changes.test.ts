import { expect } from "chai";
import { changesBetween, rowsKept } from "../../../../src/domain/case/document-changes.ts";
import { rowsOf } from "../../../../src/domain/case/document-fields.ts";
import type { GridInvestment } from "../../../../src/domain/case/grid-investment.ts";
import type { DocumentContent } from "../../../../src/domain/case/supply-plan.ts";
import {
  buildHvPlan,
  buildInvestment,
  buildLvPlan,
  buildMeterPoint,
  buildSource,
} from "../../../support/build-plan.ts";

describe("what two versions have in common", () => {
  const kept = (after: DocumentContent, before: DocumentContent = buildHvPlan()) =>
    rowsKept(after, changesBetween(before, after));
  const fields = (rows: readonly { field: string }[]) => rows.map(({ field }) => field);

  it("is everything when nothing changed", () => {
    expect(kept(buildHvPlan())).to.deep.equal(rowsOf(buildHvPlan()));
  });

  it("leaves out what changed and nothing that only begins alike", () => {
    const after = buildHvPlan({ sources: [buildSource({ line: "10 kV 园区二线" })] });
    expect(fields(kept(after))).to.deep.equal(
      fields(rowsOf(after)).filter((field) => field !== "sources.0.line"),
    );
  });

  it("leaves out every field of an item that came", () => {
    const after = buildHvPlan({ sources: [buildSource(), buildSource({ role: "standby" })] });
    const rows = fields(kept(after));
    expect(rows.filter((field) => field.startsWith("sources.1."))).to.deep.equal([]);
    expect(rows).to.include("sources.0.line");
  });
});

describe("what changed between two versions", () => {
  it("is nothing for equal content", () => {
    expect(changesBetween(buildHvPlan(), buildHvPlan())).to.deep.equal([]);
  });

  it("names fields of lists by item, in reading order, with units", () => {
    const after = buildHvPlan({
      meterPoints: [buildMeterPoint({ ctRatio: "600/5" })],
      sources: [buildSource({ line: "10 kV 园区二线", lengthM: 850, laying: "cable" })],
      approvedCapacity: { value: 400, unit: "kVA" },
    });
    expect(changesBetween(buildHvPlan(), after)).to.deep.equal([
      { field: "approvedCapacity", label: "核定容量", before: "315 kVA", after: "400 kVA" },
      {
        field: "sources.0.line",
        label: "电源 1 · 供电线路",
        before: "10 kV 园区一线",
        after: "10 kV 园区二线",
      },
      { field: "sources.0.laying", label: "电源 1 · 敷设方式", before: "架空", after: "电缆" },
      { field: "sources.0.lengthM", label: "电源 1 · 长度", before: "1200 m", after: "850 m" },
      {
        field: "meterPoints.0.ctRatio",
        label: "计量点 1 · 电流互感器变比",
        before: "500/5",
        after: "600/5",
      },
    ]);
  });

  it("says 无 for a value that is absent, whether left out or undefined", () => {
    const typical = buildHvPlan({ typicalPlanId: "GY-315" });
    expect(changesBetween(buildHvPlan({ typicalPlanId: undefined }), typical)).to.deep.equal([
      { field: "typicalPlanId", label: "典型供电方案", before: "（无）", after: "GY-315" },
    ]);
    expect(changesBetween(typical, buildHvPlan())).to.have.nested.property("[0].after", "（无）");
  });

  it("tells an item that came or went as one change", () => {
    const transformers = [
      { kind: "S20-M", count: 1, kvaEach: 315 },
      { kind: "S20-M", count: 2, kvaEach: 200 },
    ];
    const [came, ...rest] = changesBetween(buildHvPlan(), buildHvPlan({ transformers }));
    expect(rest).to.deep.equal([]);
    expect(came).to.deep.equal({
      field: "transformers.1",
      label: "变压器 2",
      before: "（无）",
      after: "S20-M，2 台，200 kVA",
    });
    const [went] = changesBetween(buildHvPlan({ transformers }), buildHvPlan());
    expect(went).to.include({ before: "S20-M，2 台，200 kVA", after: "（无）" });
  });

  it("holds between the two levels and against a version with a part missing", () => {
    const fields = changesBetween(buildLvPlan(), buildHvPlan()).map((one) => one.field);
    expect(fields).to.include.members(["level", "transformers.0", "sources.0.lvArea"]);
    const { estimate: _, ...older } = buildInvestment();
    const [first] = changesBetween(older as GridInvestment, buildInvestment());
    expect(first).to.include({ field: "estimate.totalFen", before: "（无）" });
  });

  it("shows money and yes or no in words", () => {
    const { estimate } = buildInvestment();
    const dearer = buildInvestment({ estimate: { ...estimate, lineFen: 123_456_789 } });
    expect(changesBetween(buildInvestment(), dearer)).to.deep.equal([
      {
        field: "estimate.lineFen",
        label: "投资估算 · 线路",
        before: "142,000.00 元",
        after: "1,234,567.89 元",
      },
    ]);
    expect(changesBetween(buildHvPlan(), buildHvPlan({ specialLoad: true }))).to.deep.equal([
      { field: "specialLoad", label: "特殊负荷", before: "否", after: "是" },
    ]);
  });
});
