import { expect } from "chai";
import { noticesFor } from "../../../src/messages/notify.ts";
import { buildAct } from "../../support/build-act.ts";
import {
  agreed,
  closingOf,
  contextOf,
  FIRST,
  FOOT,
  SECOND,
  summary,
  textTo,
} from "../../support/build-notice.ts";
import { buildDecision, buildFile, staff } from "../../support/build.ts";

const event = { kind: "decision-taken-back", taskId: FIRST } as const;
const act = buildAct({
  kind: "take-back",
  taskId: FIRST,
  by: staff("liuyang"),
  name: "刘洋",
  department: "调度中心",
  text: "看错了供电线路",
});
const taken = { ...agreed, acts: [act] };
const noticesOf = (approval: typeof taken) =>
  noticesFor(event, contextOf({ file: buildFile({ approvals: [approval] }) }));

describe("a decision that is taken back", () => {
  it("is told as an objection where a rule had decided", () => {
    const objected = { ...agreed, acts: [{ ...act, kind: "object" as const }] };
    expect(textTo(noticesOf(objected), "zhangwei"))
      .include("环节的自动同意被提出异议，将重新审批。")
      .and.include("异议人：刘洋");
  });

  it("is told to nobody else when it was undone before anybody had heard of it", () => {
    const undone = { ...agreed, acts: [{ ...act, kind: "undo" as const, text: "" }] };
    expect(summary(noticesOf(undone))).eql(["update-card liuyang by send"]);
  });

  it("is told to the submitter, and shown on the card by which it was taken", () => {
    const notices = noticesOf(taken);
    expect(summary(notices)).eql(["send-text zhangwei", "update-card liuyang by send"]);
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 方案 v1 “调度、生技会签”环节的意见已被拿回，将重新审批。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "拿回人：刘洋（调度中心 主任），原意见：11月23日 14:03 同意\n" +
        "理由：看错了供电线路\n" +
        FOOT,
    );
    expect(closingOf(notices[1])).equal("已同意 14:03，14:30 拿回，请看新卡");
  });

  it("touches no card when it was taken on the page, whose name is not known any more", () => {
    const decisions = [buildDecision({ channel: "page" })];
    const notices = noticesOf({ ...taken, decisions, nodes: [] });
    expect(summary(notices)).eql(["send-text zhangwei"]);
    expect(textTo(notices, "zhangwei")).include("“countersign”");
  });

  it("is not among the signers whose cards show the end", () => {
    const file = buildFile({ approvals: [{ ...taken, status: "approved" }] });
    const ended = { kind: "approval-approved", approvalId: agreed.id } as const;
    const notices = noticesFor(ended, contextOf({ file }));
    expect(summary(notices)).not.include("update-card liuyang by send");
    expect(textTo(notices, "zhangwei")).include("共 0 人签署同意");
  });

  it("says to whoever was asked in vain that they will be asked again", () => {
    const tasks = taken.tasks.map((task) =>
      task.id === SECOND
        ? { ...task, status: "cancelled" as const, cancelReason: "taken-back" as const }
        : task,
    );
    const file = buildFile({ approvals: [{ ...taken, tasks }] });
    const cancelled = { kind: "task-cancelled", taskId: SECOND, reason: "taken-back" } as const;
    const [update] = noticesFor(cancelled, contextOf({ file }));
    expect(closingOf(update)).equal("前序意见已被拿回，暂无需处理");
    expect(JSON.stringify(update)).include("轮到您时会另发新卡");
  });

  it("says nothing of what is not there", () => {
    expect(noticesFor(event, contextOf({ file: buildFile({ approvals: [] }) }))).eql([]);
    expect(noticesOf({ ...taken, acts: [] })).eql([]);
    expect(noticesOf({ ...taken, decisions: [] })).eql([]);
  });
});
