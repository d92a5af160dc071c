import { expect } from "chai";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { buildAct } from "../../support/build-act.ts";
import {
  agreed,
  APPROVAL,
  closingOf,
  contextOf,
  FOOT,
  returned,
  SECOND,
  summary,
  textTo,
} from "../../support/build-notice.ts";
import { buildFile, staff } from "../../support/build.ts";

const event: CaseEvent = { kind: "approval-withdrawn", approvalId: APPROVAL };
const cancelled: CaseEvent = { kind: "task-cancelled", taskId: SECOND, reason: "withdrawn" };
const withdrawn = {
  ...agreed,
  status: "withdrawn" as const,
  acts: [buildAct()],
  tasks: agreed.tasks.map((task) =>
    task.id === SECOND
      ? { ...task, status: "cancelled" as const, cancelReason: "withdrawn" as const }
      : task,
  ),
};
const context = contextOf({ file: buildFile({ approvals: [withdrawn] }) });

describe("an approval that is withdrawn", () => {
  it("is told to submitter and managers but not to whoever withdrew it, and shown to those who had signed", () => {
    const notices = noticesFor(event, context);
    expect(summary(notices)).eql(["send-text maqiang", "update-card liuyang by send"]);
    expect(textTo(notices, "maqiang")).equal(
      "BZ-2026-000123 方案 v1 已撤回，本次审批结束。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "撤回人：张伟（乌审旗供电分局 主任），11月23日 14:30\n" +
        "理由：客户变更用电容量\n" +
        "下一步：如需继续，请重新提交供电方案，将重新发起审批，已有意见不沿用。\n" +
        FOOT,
    );
    expect(closingOf(notices[1])).equal("已同意 14:03，后由 张伟 撤回");
  });

  it("says so on the cards of those who were still asked", () => {
    const [update] = noticesFor(cancelled, context);
    expect(closingOf(update)).equal("已由 张伟 撤回 14:30，未经您处理");
    expect(JSON.stringify(update)).include("理由：客户变更用电容量");
  });

  it("leaves the cards alone when it had been returned before", () => {
    const approval = { ...returned, status: "withdrawn" as const, acts: [buildAct({ text: "" })] };
    const notices = noticesFor(event, contextOf({ file: buildFile({ approvals: [approval] }) }));
    expect(summary(notices)).eql(["send-text maqiang"]);
    expect(textTo(notices, "maqiang")).include("理由：未填写");
  });

  it("is told to the submitter when a manager withdrew it", () => {
    const acts = [buildAct({ by: staff("maqiang"), name: "马强" })];
    const file = buildFile({ approvals: [{ ...withdrawn, acts }] });
    expect(summary(noticesFor(event, contextOf({ file })))).include("send-text zhangwei");
  });

  it("says nothing of an approval that is not there or was not withdrawn", () => {
    expect(noticesFor(event, contextOf({ file: buildFile({ approvals: [] }) }))).eql([]);
    expect(noticesFor(event, contextOf())).eql([]);
  });
});
