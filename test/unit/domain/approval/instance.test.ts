import { expect } from "chai";
import {
  askingTasks,
  decisionOfTask,
  groupsOfTask,
  nodeOfTask,
  pendingTasks,
} from "../../../../src/domain/approval/instance.ts";
import {
  buildApproval,
  buildDecision,
  buildNode,
  buildTask,
  staff,
} from "../../../support/build.ts";

describe("an approval", () => {
  it("counts only tasks that still wait as pending", () => {
    const waiting = buildTask(3);
    const tasks = [
      buildTask(1, { status: "done" }),
      buildTask(2, { status: "cancelled", cancelReason: "returned" }),
      waiting,
    ];
    expect(pendingTasks(buildApproval({ tasks }))).to.deep.equal([waiting]);
  });

  it("finds the node of a task in the task's own round", () => {
    const [first, second] = [buildNode(), buildNode({ round: 2, documentVersion: 2 })];
    const approval = buildApproval({ round: 2, nodes: [first, second] });
    expect(nodeOfTask(approval, buildTask(1))).to.equal(first);
    expect(nodeOfTask(approval, buildTask(2, { round: 2 }))).to.equal(second);
  });

  it("knows no node for a task of another flow", () => {
    const stray = buildTask(1, { nodeId: "elsewhere" });
    expect(nodeOfTask(buildApproval(), stray)).to.equal(undefined);
  });

  it("finds the signature on a task, and none on the others", () => {
    const signature = buildDecision({ taskId: buildTask(1).id });
    const approval = buildApproval({ decisions: [signature] });
    expect(decisionOfTask(approval, buildTask(1).id)).to.equal(signature);
    expect(decisionOfTask(approval, buildTask(2).id)).to.equal(undefined);
  });
});

describe("somebody who sits in a node more than once", () => {
  const seat = (seatNo: number, group?: string) => ({
    seatNo,
    holder: staff("liuyang"),
    label: "",
    ...(group === undefined ? {} : { group: { groupNo: seatNo, name: group, need: 1 } }),
  });
  const tasks = [buildTask(1), buildTask(2, { holder: staff("wuhao") }), buildTask(3)];
  const nodes = [buildNode({ seats: [seat(1, "发策部"), seat(2, "营销部"), seat(3, "调控中心")] })];
  const twice = buildApproval({ nodes, tasks });

  it("is asked once, and the groups they speak for can be told", () => {
    expect(askingTasks(twice)).to.deep.equal(tasks.slice(0, 2));
    expect(groupsOfTask(twice, buildTask(3))).to.deep.equal(["发策部", "调控中心"]);
  });

  it("speaks for no group by name with one seat, nor where seats have none", () => {
    expect(groupsOfTask(twice, buildTask(2, { holder: staff("wuhao") }))).to.deep.equal([]);
    const plain = { ...twice, nodes: [buildNode({ seats: [seat(1), seat(3)] })] };
    expect(groupsOfTask(plain, buildTask(1))).to.deep.equal([]);
    expect(groupsOfTask({ ...twice, nodes: [] }, buildTask(1))).to.deep.equal([]);
  });
});
