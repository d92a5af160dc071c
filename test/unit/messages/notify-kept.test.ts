import { expect } from "chai";
import type { Approval } from "../../../src/domain/approval/instance.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import {
  buildApproval,
  buildCard,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  november,
} from "../../support/build.ts";
import { buildHvPlan } from "../../support/build-plan.ts";
import { APPROVAL, contextOf, FIRST, FOOT } from "../../support/build-notice.ts";

const KEPT = taskIdOf(1 as CaseId, 3);

/** 刘洋 agreed to version 1; in round 2 that stands for version 2. */
function keptApproval(changes: Partial<Approval> = {}): Approval {
  return buildApproval({
    round: 2,
    documentVersion: 2,
    nodes: [
      buildNode({ status: "superseded" }),
      buildNode({ round: 2, documentVersion: 2, status: "open" }),
    ],
    tasks: [
      buildTask(1, { status: "done" }),
      buildTask(3, { round: 2, seatNo: 1, status: "kept", keptFrom: FIRST }),
    ],
    decisions: [buildDecision()],
    ...changes,
  });
}

function noticesOf(approval: Approval, now = november(23, "15:10:07")) {
  const documents = [buildDocument(1), buildDocument(2, buildHvPlan({ drawnUpBy: "马强" }))];
  const file = buildFile({ documents, approvals: [approval], cards: [buildCard(FIRST)] });
  return noticesFor({ kind: "task-kept", taskId: KEPT }, contextOf({ file, now }));
}

describe("somebody whose signature stands for a later version", () => {
  it("reads so once, with when it was given, and that nothing is to be done", () => {
    const [text] = noticesOf(keptApproval());
    expect(text?.message).to.deep.equal({
      kind: "send-text",
      to: "liuyang",
      content: [
        "BZ-2026-000123 方案 v2 沿用您 11月23日 14:03 对 v1 的同意，无需再办。",
        "客户：内蒙古牧名食品有限公司",
        "供电方案：10kV 315kVA 单电源",
        "环节：调度、生技会签",
        "说明：v2 未改动您审核的内容。",
        "如需重新审批，可在工单网页上撤回沿用。",
        FOOT,
      ].join("\n"),
    });
  });

  it("sees it on the old card, and no second text comes in its place", () => {
    const [, card] = noticesOf(keptApproval());
    const message = card?.message;
    if (message?.kind !== "update-card") return expect.fail("the old card is not touched");
    expect(message.cardId).to.match(/^T1-1@1-/);
    expect(message.card).to.include({ replace_text: "已同意 14:03，v2 沿用" });
    expect(message.otherwise).to.equal(undefined);
  });

  it("finds the old card as it was when it is too old to be changed", () => {
    expect(noticesOf(keptApproval(), november(27, "09:00"))).to.have.length(1);
  });

  it("reads one text where two seats were kept together", () => {
    const second = buildTask(4, { round: 2, seatNo: 2, status: "kept", keptFrom: FIRST });
    const tasks = keptApproval().tasks;
    const together = keptApproval({ tasks: [tasks[0] ?? second, second, ...tasks.slice(1)] });
    expect(noticesOf(together)).to.deep.equal([]);
  });

  it("reads nothing of a signature that is not there", () => {
    const [, kept] = keptApproval().tasks;
    expect(noticesOf(keptApproval({ tasks: kept === undefined ? [] : [kept] }))).to.deep.equal([]);
    expect(APPROVAL).to.equal(keptApproval().id);
  });
});
