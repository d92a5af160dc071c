import { expect } from "chai";
import {
  decisionOfTask,
  nodeOfTask,
  pendingTasks,
} from "../../../../src/domain/approval/instance.ts";
import { buildApproval, buildDecision, buildNode, buildTask } from "../../../support/build.ts";

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
