import { expect } from "chai";
import { judgedSamples } from "../../../../src/domain/automatic/judge-samples.ts";
import type { Approval, ApprovalNode, Override } from "../../../../src/domain/approval/instance.ts";
import type { SignedVerb } from "../../../../src/domain/outcome.ts";
import {
  buildApproval,
  buildDecision,
  buildFile,
  buildNode,
  staff,
} from "../../../support/build.ts";
import { APPROVAL, FIRST } from "../../../support/build-notice.ts";

const sampleOf = { ruleId: "box-315", version: 7 };

function fileWith(node: Partial<ApprovalNode>, changes: Partial<Approval> = {}) {
  return buildFile({ approvals: [buildApproval({ nodes: [buildNode(node)], ...changes })] });
}

function judged(verb: SignedVerb, node: Partial<ApprovalNode>, changes: Partial<Approval> = {}) {
  const file = fileWith(node, changes);
  return judgedSamples(file, [{ kind: "task-decided", taskId: FIRST, verb }]);
}

describe("what people say of a sample", () => {
  const verdict = { ...sampleOf, approvalId: APPROVAL };

  it("agrees with the rule when they pass its node", () => {
    expect(judged("approve", { sampleOf, status: "passed" })).eql([{ ...verdict, agreed: true }]);
  });

  it("disagrees when they return or reject there", () => {
    expect(judged("return", { sampleOf, status: "returned" })).eql([{ ...verdict, agreed: false }]);
    expect(judged("reject", { sampleOf, status: "failed" })).eql([{ ...verdict, agreed: false }]);
  });

  it("is nothing yet while the node is open, and nothing at all of one that is no sample", () => {
    expect(judged("approve", { sampleOf })).eql([]);
    expect(judged("return", { status: "returned" })).eql([]);
  });

  it("is not what somebody says who was asked for an opinion only", () => {
    expect(judged("disagree", { sampleOf })).eql([]);
  });

  it("agrees too when the node passes because somebody who was added is waited for no more", () => {
    const removed = (status: ApprovalNode["status"]) =>
      judgedSamples(fileWith({ sampleOf, status }), [{ kind: "signer-removed", taskId: FIRST }]);
    expect(removed("passed")).eql([{ ...verdict, agreed: true }]);
    expect(removed("open")).eql([]);
  });

  it("is nothing where an administrator has decided for somebody absent, whichever way", () => {
    const override: Override = {
      owner: staff("liuyang"),
      ownerName: "刘洋",
      confirmedBy: staff("linna"),
      confirmedName: "林娜",
    };
    const decisions = [buildDecision({ override })];
    expect(judged("approve", { sampleOf, status: "passed" }, { decisions })).eql([]);
    const back = [buildDecision({ override, verb: "return" })];
    expect(judged("return", { sampleOf, status: "returned" }, { decisions: back })).eql([]);
    const own = [buildDecision({ verb: "return" })];
    expect(judged("return", { sampleOf, status: "returned" }, { decisions: own })).eql([
      { ...verdict, agreed: false },
    ]);
  });

  it("is not told by anything else, nor about what the file does not hold", () => {
    const file = buildFile();
    expect(judgedSamples(file, [{ kind: "task-opened", taskId: FIRST }])).eql([]);
    const none = buildFile({ approvals: [] });
    expect(judgedSamples(none, [{ kind: "task-decided", taskId: FIRST, verb: "return" }])).eql([]);
  });
});
