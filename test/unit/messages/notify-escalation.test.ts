import { expect } from "chai";
import { taskEscalated } from "../../../src/messages/notify-escalation.ts";
import type { Act } from "../../../src/domain/approval/act.ts";
import { buildAct } from "../../support/build-act.ts";
import { buildApproval, buildFile, buildTask, staff } from "../../support/build.ts";
import { contextOf, FIRST, SECOND } from "../../support/build-notice.ts";

const tasks = [buildTask(1, { holder: staff("huangmin") }), buildTask(2)];

function told(act: Partial<Act>, changes = {}) {
  const acts = [buildAct({ taskId: FIRST, nextTaskId: SECOND, ...act })];
  const file = buildFile({ approvals: [buildApproval({ tasks, acts, ...changes })] });
  return taskEscalated({ kind: "task-escalated", taskId: SECOND }, contextOf({ file })).map(
    ({ message }) => ("content" in message && "to" in message ? [message.to, message.content] : []),
  );
}

describe("somebody above was called in", () => {
  it("is told to submitter, managers and both who are asked: who, and on what ground", () => {
    const texts = told({ kind: "escalate", text: "依据某办法" });
    expect(texts.map(([to]) => to)).eql(["zhangwei", "maqiang", "huangmin", "liuyang"]);
    expect(texts[0]?.[1])
      .include("【超时提级】BZ-2026-000123 方案 v1 “调度、生技会签”环节超时未办")
      .and.include("由 刘洋 共同审批，先办者为准")
      .and.include("原审批人：黄敏；依据某办法");
  });

  it("says when the seat is theirs now", () => {
    expect(told({ kind: "take-over", text: "" }, { nodes: [] })[0]?.[1])
      .include("“countersign”")
      .and.include("改由 刘洋 审批")
      .and.include("原审批人：黄敏\n");
  });

  it("is told of nothing that the file does not hold", () => {
    expect(told({ kind: "transfer" })).eql([]);
    expect(told({ kind: "escalate", taskId: undefined })).eql([]);
  });
});
