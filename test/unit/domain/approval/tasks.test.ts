import { expect } from "chai";
import type { CancelReason } from "../../../../src/domain/outcome.ts";
import type { Task } from "../../../../src/domain/approval/instance.ts";
import {
  askingTasks,
  decisionOfTask,
  groupsOfTask,
  isLeading,
  nodeOfTask,
  pendingTasks,
  waitOfSeat,
} from "../../../../src/domain/approval/tasks.ts";
import { buildAct } from "../../../support/build-act.ts";
import {
  buildApproval,
  buildDecision,
  buildNode,
  buildTask,
  november,
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

describe("the wait of a seat", () => {
  const gone = (n: number, cancelReason: CancelReason) =>
    buildTask(n, { status: "cancelled", cancelReason, seatNo: 1 });
  const waiting = buildTask(4, { seatNo: 1 });
  const waitOf = (...before: Task[]) =>
    waitOfSeat(buildApproval({ tasks: [...before, buildTask(9), waiting] }), waiting).map(
      ({ id }) => id,
    );

  it("goes on when it is handed over, from whoever was asked first", () => {
    const before = [gone(1, "delegation-start"), gone(2, "delegation-end"), gone(3, "transferred")];
    expect(waitOf(...before)).to.deep.equal(["T1-1", "T1-2", "T1-3", "T1-4"]);
    expect(waitOf(gone(1, "left"))).to.deep.equal(["T1-1", "T1-4"]);
  });

  it("is one for two who share the seat", () => {
    expect(waitOf(buildTask(1, { seatNo: 1 }))).to.deep.equal(["T1-1", "T1-4"]);
  });

  it("begins anew after a decision that was taken back, and where it was waited in vain", () => {
    const done = buildTask(2, { status: "done", seatNo: 1 });
    expect(waitOf(gone(1, "left"), done, gone(3, "co-holder-decided"))).to.deep.equal(["T1-4"]);
    expect(waitOf(gone(1, "left"), gone(2, "taken-back"))).to.deep.equal(["T1-4"]);
  });

  it("goes on when the decision was undone, of which nobody had heard", () => {
    const waiting = buildTask(4, { seatNo: 1 });
    const done = buildTask(2, { status: "done", seatNo: 1 });
    const acts = [buildAct({ kind: "undo", taskId: done.id })];
    const approval = buildApproval({ tasks: [gone(1, "left"), done, waiting], acts });
    expect(waitOfSeat(approval, waiting).map(({ id }) => id)).to.deep.equal([
      "T1-1",
      "T1-2",
      "T1-4",
    ]);
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

  it("has one card for what is asked at one moment, whichever of the seats had been asked before", () => {
    const again = november(24, "09:00");
    const before = buildTask(1, { status: "cancelled", cancelReason: "by-rule" });
    const first = buildTask(4, { seatNo: 1, openedAt: again });
    const third = buildTask(5, { seatNo: 3, openedAt: again });
    const asked = buildApproval({ nodes, tasks: [before, first, third] });
    expect(askingTasks(asked)).to.deep.equal([first]);
    const ended = { ...third, status: "cancelled", cancelReason: "quorum-met" } as const;
    const done = buildApproval({ nodes, tasks: [before, { ...first, status: "done" }, ended] });
    expect(isLeading(done, ended), "what ended long before has no card of it").to.equal(true);
  });

  it("speaks for no group by name with one seat, nor where seats have none", () => {
    expect(groupsOfTask(twice, buildTask(2, { holder: staff("wuhao") }))).to.deep.equal([]);
    const plain = { ...twice, nodes: [buildNode({ seats: [seat(1), seat(3)] })] };
    expect(groupsOfTask(plain, buildTask(1))).to.deep.equal([]);
    expect(groupsOfTask({ ...twice, nodes: [] }, buildTask(1))).to.deep.equal([]);
  });
});
