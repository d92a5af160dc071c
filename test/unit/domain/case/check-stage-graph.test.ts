import { expect } from "chai";
import { checkStageGraph } from "../../../../src/domain/case/check-stage-graph.ts";
import { type StageGraph, type StageRule } from "../../../../src/domain/case/stages.ts";
import { graph, shipped } from "../../../support/build-stages.ts";

const CLASSES = ["residential", "lv", "hv-single", "hv-dual"] as const;

describe("stage graphs", () => {
  const withRule = (id: string, changes: Partial<StageRule>): StageGraph => ({
    customerClass: "hv-single",
    stages: graph.stages.map((rule) => (rule.id === id ? { ...rule, ...changes } : rule)),
  });
  const codes = (changed: StageGraph) => checkStageGraph(changed).map((one) => one.code);
  const limit = { workDays: 10, basis: "办法", effectiveOn: "2026-01-01", provisional: false };

  for (const customerClass of CLASSES) {
    it(`are sound as shipped: ${customerClass}`, () => {
      const shippedGraph = shipped(customerClass);
      expect(checkStageGraph(shippedGraph)).to.deep.equal([]);
      expect(shippedGraph.customerClass).to.equal(customerClass);
    });
  }

  it("keep law and promise apart", () => {
    const reply = shipped("hv-dual").stages.find((rule) => rule.id === "plan_reply");
    expect(reply?.limit).to.include({ workDays: 23, statutoryWorkDays: 45, provisional: true });
  });

  it("are refused without a stage that the program moves", () => {
    const stages = graph.stages.filter((rule) => rule.id !== "archive");
    expect(checkStageGraph({ customerClass: "hv-single", stages })).to.deep.equal([
      { field: "stages", code: "stage-missing", message: "缺少环节 archive", severity: "error" },
    ]);
  });

  it("are refused with a stage twice, an unknown stage or a circle", () => {
    const twice = { ...graph, stages: [...graph.stages, ...graph.stages.slice(-1)] };
    expect(codes(twice)).to.deep.equal(["stage-twice"]);
    expect(codes(withRule("fee", { after: ["nowhere"] }))).to.deep.equal(["unknown-stage"]);
    expect(codes(withRule("plan_reply", { clockFrom: "nowhere" }))).to.deep.equal([
      "unknown-stage",
    ]);
    expect(codes(withRule("survey", { after: ["assign", "archive"] }))).to.deep.equal(["cycle"]);
  });

  it("are refused with a limit that makes no sense", () => {
    const limited = (changes: object) =>
      codes(withRule("fee", { limit: { ...limit, ...changes } }));
    expect(limited({})).to.deep.equal([]);
    expect(limited({ workDays: 0 })).to.deep.equal(["bad-limit"]);
    expect(limited({ workDays: 1.5 })).to.deep.equal(["bad-limit"]);
    expect(limited({ statutoryWorkDays: 201 })).to.deep.equal(["bad-limit"]);
    expect(limited({ statutoryWorkDays: 9 })).to.deep.equal(["promise-above-law"]);
    expect(limited({ effectiveOn: "2026-02-30" })).to.deep.equal(["bad-day"]);
    expect(codes(withRule("plan_approval", { limit }))).to.deep.equal(["limit-of-approval"]);
    expect(codes(withRule("invest_approval", { limit }))).to.deep.equal(["limit-of-approval"]);
    expect(limited({ basis: " " })).to.deep.equal(["basis-missing"]);
    expect(codes(withRule("fee", { clockFrom: "survey" }))).to.deep.equal(["clock-without-limit"]);
  });
});
