import { expect } from "chai";
import type { NodeForecast } from "../../../src/domain/approval/forecast.ts";
import {
  directLines,
  forecastLines,
  ifOnlyFixedLines,
  keepableLines,
} from "../../../src/messages/forecast-words.ts";
import {
  buildApproval,
  buildDecision,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  staff,
} from "../../support/build.ts";
import { buildMark } from "../../support/build-rule.ts";
import { buildFlowNode } from "../../support/build-flow.ts";

const liu = { seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" };
const wu = { seatNo: 1, holder: staff("wuhao"), label: "生产技术部 负责人" };
const dispatch = buildFlowNode({ id: "dispatch", name: "调控审核" });
const operation = buildFlowNode({ id: "operation", name: "运检审核" });

function lines(...nodes: NodeForecast[]) {
  return forecastLines(nodes, buildOrganisation());
}

describe("what is said of who will sign", () => {
  it("names who is asked again and whose signature stands, of which version", () => {
    expect(
      lines(
        { node: dispatch, kept: [{ seat: liu, signed: buildDecision() }], asked: [] },
        { node: operation, kept: [], asked: [wu] },
      ),
    ).eql(["将重新审批：吴昊（运检审核）", "沿用：刘洋（调控审核，v1）"]);
  });

  it("says whether it goes straight back to whoever wanted that, where somebody did", () => {
    const returned = buildDecision({ verb: "return", resume: "direct" });
    expect(directLines({ returned, isBack: true })).eql(["直送：刘洋"]);
    expect(directLines({ returned, isBack: false })).eql(["不能直送 刘洋：须先经过上列重新审批"]);
    expect(directLines(undefined)).eql([]);
  });

  it("names what a rule will decide", () => {
    const byRule = buildMark();
    expect(lines({ node: operation, kept: [], asked: [], byRule })).eql([
      "运检审核：按典型方案“箱变 315”（第 7 版）自动同意",
    ]);
  });

  it("says who is not asked again when they have agreed before", () => {
    const saidBefore = [{ seat: wu, at: dispatch }];
    expect(lines({ node: operation, kept: [], asked: [wu], saidBefore })).eql([
      "将审批：吴昊（运检审核）",
      "运检审核：吴昊本人先在“调控审核”环节同意的，按同一审批人规则自动同意",
    ]);
  });

  it("leaves out what there is none of", () => {
    expect(lines({ node: operation, kept: [], asked: [wu] })).eql(["将审批：吴昊（运检审核）"]);
    expect(
      lines({ node: dispatch, kept: [{ seat: liu, signed: buildDecision() }], asked: [] }),
    ).eql(["沿用：刘洋（调控审核，v1）"]);
  });
});

describe("what the submitter reads after a return", () => {
  const nodes = [
    buildNode({ nodeId: "dispatch", reviewFields: ["sources.line", "计量"] }),
    buildNode({ nodeId: "head" }),
    buildNode({ nodeId: "leader" }),
  ];
  const tasks = [
    buildTask(1, { nodeId: "dispatch", status: "done" }),
    buildTask(2, { nodeId: "head", status: "done", holder: staff("chenming") }),
    buildTask(3, { nodeId: "leader", status: "done", holder: staff("wuhao") }),
  ];
  const [one, two, three] = tasks.map(({ id }) => id);
  const returned = buildDecision({
    taskId: three ?? buildTask(3).id,
    nodeId: "leader",
    verb: "return",
    name: "吴昊",
  });
  const decisions = [
    buildDecision({ taskId: one ?? buildTask(1).id, nodeId: "dispatch" }),
    buildDecision({ taskId: two ?? buildTask(2).id, nodeId: "head", name: "陈明" }),
    returned,
  ];

  it("says what to leave alone so that a signature stands, and who signs again in any case", () => {
    expect(keepableLines(buildApproval({ nodes, tasks, decisions }), returned)).eql([
      "沿用：未改动括号内内容的，沿用其同意：刘洋（电源 · 供电线路、计量）",
      "重审：陈明审核全部内容，有改动即须重新审批",
    ]);
  });

  it("says whose signature stands if only the ticked fields are changed", () => {
    const approval = buildApproval({ nodes, tasks, decisions });
    const told = (...fixes: string[]) =>
      ifOnlyFixedLines({ approval, returned, fixes }, buildFile());
    expect(told("方案拟定人")).eql(["如只改所勾选的内容：沿用 刘洋；将重新审批 陈明、吴昊"]);
    expect(told("方案拟定人", "计量点 1 · 位置")).eql([
      "如只改所勾选的内容：将重新审批 刘洋、陈明、吴昊",
    ]);
    expect(told(), "nothing was ticked").eql([]);
    expect(told("没有这一项")).eql([]);
    const unknown = buildFile({ documents: [] });
    expect(ifOnlyFixedLines({ approval, returned, fixes: ["方案拟定人"] }, unknown)).eql([]);
  });

  it("says nothing where nobody had agreed", () => {
    expect(keepableLines(buildApproval({ nodes, tasks, decisions: [returned] }), returned)).eql([]);
  });
});
