import { expect } from "chai";
import { noticesFor } from "../../../src/messages/notify.ts";
import type { Approval, Decision } from "../../../src/domain/approval/instance.ts";
import {
  APPROVAL,
  closingOf,
  contextOf,
  FIRST,
  SECOND,
  summary,
  textTo,
} from "../../support/build-notice.ts";
import {
  buildApproval,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  staff,
} from "../../support/build.ts";

const returnedBy = (change: Partial<Decision>): Decision =>
  buildDecision({
    taskId: SECOND,
    nodeId: "leader",
    verb: "return",
    opinion: { code: "", text: "请核对供电线路" },
    decidedBy: staff("wuhao"),
    name: "吴昊",
    ...change,
  });
const recalled = { by: SECOND, keeps: false };

/** 刘洋 agreed; 吴昊, who follows, returned it to 刘洋. */
function sentBack(change: Partial<Decision> = {}): Approval {
  return buildApproval({
    round: 2,
    nodes: [
      buildNode({ status: "passed", recalled }),
      buildNode({ nodeId: "leader", name: "领导审批", status: "returned", recalled }),
      buildNode({ round: 2 }),
    ],
    tasks: [
      buildTask(1, { status: "done" }),
      buildTask(2, { nodeId: "leader", holder: staff("wuhao"), status: "done" }),
      buildTask(3, { round: 2 }),
    ],
    decisions: [
      buildDecision(),
      returnedBy({ returnTo: "countersign", resume: "direct", ...change }),
    ],
  });
}

const event = { kind: "node-returned", approvalId: APPROVAL, taskId: SECOND } as const;
const noticesOf = (approval: Approval) =>
  noticesFor(event, contextOf({ file: buildFile({ approvals: [approval] }) }));

describe("a return to a node", () => {
  it("is told to the submitter, who has nothing to do, and shown on the cards that it went back over", () => {
    const notices = noticesOf(sentBack());
    expect(summary(notices)).to.deep.equal(["send-text zhangwei", "update-card liuyang by send"]);
    expect(textTo(notices, "zhangwei"))
      .to.include("已退回至“调度、生技会签”环节重新审批，无需您修改")
      .and.include("退回人：吴昊")
      .and.include("理由：请核对供电线路")
      .and.include("直接回到退回人");
    expect(closingOf(notices[1])).to.equal("已同意 14:03，后由 吴昊 退回");
    expect(textTo(noticesOf(sentBack({ resume: "step-by-step" })), "zhangwei")).to.include(
      "逐级重新审批",
    );
  });

  it("says nothing of what is not there", () => {
    expect(noticesOf({ ...sentBack(), decisions: [] })).to.deep.equal([]);
  });
});

describe("a new version that was wanted straight back and does not come so", () => {
  /** 吴昊 had returned version 1; of version 2, 刘洋 is asked first. */
  const again = buildApproval({
    round: 2,
    documentVersion: 2,
    nodes: [buildNode({ status: "passed" }), buildNode({ round: 2, documentVersion: 2 })],
    tasks: [
      buildTask(1, { status: "done" }),
      buildTask(2, { nodeId: "leader", holder: staff("wuhao"), status: "done" }),
      buildTask(3, { round: 2 }),
    ],
    decisions: [buildDecision(), returnedBy({ resume: "direct" })],
  });
  const notDirect = { kind: "return-not-direct", approvalId: APPROVAL, taskId: SECOND } as const;
  const told = (approval: Approval) => {
    const documents = [buildDocument(1), buildDocument(2)];
    return noticesFor(
      notDirect,
      contextOf({ file: buildFile({ documents, approvals: [approval] }) }),
    );
  };

  it("is told to whoever wanted it, with those who come first", () => {
    const notices = told(again);
    expect(summary(notices)).to.deep.equal(["send-text wuhao"]);
    expect(textTo(notices, "wuhao"))
      .to.include("方案 v2 已重新提交，但不能直送您")
      .and.include("先重新审批：刘洋（调度、生技会签）");
  });

  it("says nothing of what is not there, and names a node by its id where it has no other name", () => {
    expect(told({ ...again, decisions: [] })).to.deep.equal([]);
    expect(textTo(told({ ...again, nodes: [] }), "wuhao")).to.include("刘洋（countersign）");
    expect(FIRST).to.equal("T1-1");
  });
});
