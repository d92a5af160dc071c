import { expect } from "chai";
import type { Task } from "../../../../src/domain/approval/instance.ts";
import { fireDueRungs } from "../../../../src/domain/clock/fire-rungs.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import {
  buildApproval,
  buildBureau,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";

const CASE_ID = 1 as CaseId;
const bureau = buildBureau();
const base = buildFile();
const fire = (at: Date, file = base) => fireDueRungs(bureau, file, at);

/** Opened on the 23rd at 09:10 and due on the 24th at 18:00, 800 working minutes later: this is half of them. */
const HALF_AT = november(24, "08:50");
const LATE_AT = november(26, "10:00");

const rungFired = (rungId: string, tasks: number[], skipped: string[] = []) => ({
  kind: "rung-fired",
  approvalId: approvalIdOf(CASE_ID, 1),
  taskIds: tasks.map((n) => taskIdOf(CASE_ID, n)),
  rungId,
  skipped,
});

describe("a rung that is due", () => {
  it("is told once for all signers of the node", () => {
    expect(fire(HALF_AT).events).eql([rungFired("half", [1, 2])]);
  });

  it("is recorded for each task with round, version of the ladder and time, so that it never fires again", () => {
    const next = fire(HALF_AT).next;
    const record = { round: 1, ladder: "approval-node@1", rungId: "half", firedAt: HALF_AT };
    expect(next.approvals[0]?.firedRungs).eql([
      { ...record, taskId: taskIdOf(CASE_ID, 1), result: "sent" },
      { ...record, taskId: taskIdOf(CASE_ID, 2), result: "sent" },
    ]);
    expect(fire(november(24, "09:00"), next)).eql({ next, events: [] });
  });

  it("overtakes lower ones: they are recorded as skipped and never sent", () => {
    const outcome = fire(LATE_AT);
    expect(outcome.events).eql([rungFired("late", [1, 2], ["half", "due"])]);
    const results = outcome.next.approvals[0]?.firedRungs.slice(0, 3);
    expect(results?.map(({ rungId, result }) => `${rungId} ${result}`)).eql([
      "half skipped",
      "due skipped",
      "late sent",
    ]);
  });

  it("that was added below one already sent is recorded only", () => {
    const late = fire(LATE_AT).next.approvals[0]?.firedRungs ?? [];
    const firedRungs = late.filter(({ rungId }) => rungId !== "due");
    const file = buildFile({ approvals: [buildApproval({ firedRungs })] });
    const outcome = fire(november(26, "11:00"), file);
    expect(outcome.events).eql([]);
    const added = outcome.next.approvals[0]?.firedRungs.slice(firedRungs.length);
    expect(added?.map(({ rungId, result }) => `${rungId} ${result}`)).eql([
      "due skipped",
      "due skipped",
    ]);
  });

  const besides = (change: Partial<Task>) => {
    const nodes = [buildNode(), buildNode({ nodeId: "leader" })];
    const other = buildTask(2, { nodeId: "leader", holder: staff("chenming"), ...change });
    return buildFile({ approvals: [buildApproval({ nodes, tasks: [buildTask(1), other] })] });
  };

  it("is told once for nodes that run side by side and were opened together", () => {
    expect(fire(HALF_AT, besides({})).events).eql([rungFired("half", [1, 2])]);
  });

  it("is told apart for nodes that began at different times", () => {
    const later = besides({ openedAt: november(23, "09:20") });
    expect(fire(november(24, "09:00"), later).events).eql([
      rungFired("half", [1]),
      rungFired("half", [2]),
    ]);
  });
});

describe("nothing fires", () => {
  it("before a rung is reached", () => {
    expect(fire(november(23, "17:00"))).eql({ next: base, events: [] });
  });

  it("for tasks that have ended", () => {
    const tasks = [buildTask(1, { status: "done" }), buildTask(2, { status: "cancelled" })];
    const file = buildFile({ approvals: [buildApproval({ tasks })] });
    expect(fire(LATE_AT, file)).eql({ next: file, events: [] });
  });

  it("where the ladder is not configured any more", () => {
    const nodes = [buildNode({ ladderId: "gone" })];
    const file = buildFile({ approvals: [buildApproval({ nodes })] });
    expect(fire(LATE_AT, file)).eql({ next: file, events: [] });
  });
});
