import { expect } from "chai";
import { heldUntil, isHeld, undoUntil } from "../../../../src/domain/approval/undo.ts";
import type { Approval, Decision } from "../../../../src/domain/approval/instance.ts";
import { SYSTEM, taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { buildAct } from "../../../support/build-act.ts";
import { buildMark } from "../../../support/build-rule.ts";
import {
  buildApproval,
  buildDecision,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";

const FIRST = taskIdOf(1 as CaseId, 1);
const nodes = [buildNode({ undoSeconds: 60 })];
const override = {
  owner: staff("liuyang"),
  ownerName: "刘洋",
  confirmedBy: staff("linna"),
  confirmedName: "林娜",
};
/** Agreed on the 23rd at 14:03. */
const agreed = (change: Partial<Approval> = {}, decision: Partial<Decision> = {}) => {
  const one = buildDecision(decision);
  return { approval: buildApproval({ nodes, decisions: [one], ...change }), decision: one };
};
const untilOf = ({ approval, decision }: ReturnType<typeof agreed>) =>
  undoUntil(approval, decision);

describe("a decision may be undone", () => {
  it("for as long as its node says, from its commit on", () => {
    expect(untilOf(agreed())).eql(november(23, "14:04"));
  });

  const never: [string, ReturnType<typeof agreed>][] = [
    ["where its node does not say so", agreed({ nodes: [buildNode()] })],
    ["where its node says 0", agreed({ nodes: [buildNode({ undoSeconds: 0 })] })],
    ["in a node that is not there", agreed({ nodes: [] })],
    ["when it is a return", agreed({}, { verb: "return" })],
    ["when a rule took it", agreed({}, { byRule: buildMark() })],
    ["when an administrator took it for somebody else", agreed({}, { override })],
    ["when it has ended the approval", agreed({ status: "approved" })],
    ["when it was undone", agreed({ acts: [buildAct({ kind: "undo", taskId: FIRST })] })],
  ];
  for (const [when, found] of never) {
    it(`never ${when}`, () => expect(untilOf(found)).equal(undefined));
  }
});

describe("who is asked because of it hears nothing", () => {
  const { approval } = agreed();
  const next = buildTask(3, { nodeId: "leader", openedAt: november(23, "14:03") });

  it("until it cannot be undone any more", () => {
    expect(heldUntil(approval, next)).eql(november(23, "14:04"));
    expect(isHeld(approval, next, november(23, "14:03:59"))).equal(true);
    expect(isHeld(approval, next, november(23, "14:04"))).equal(false);
  });

  it("also where a rule has decided at the same moment on the strength of it", () => {
    const byRule = buildDecision({
      taskId: taskIdOf(1 as CaseId, 2),
      decidedBy: SYSTEM,
      byRule: buildMark(),
    });
    const both = { ...approval, decisions: [...approval.decisions, byRule] };
    expect(heldUntil(both, next)).eql(november(23, "14:04"));
  });

  it("unlike whoever was asked before", () => {
    expect(heldUntil(approval, buildTask(2))).equal(undefined);
    expect(isHeld(approval, buildTask(2), november(23, "14:03"))).equal(false);
  });
});
