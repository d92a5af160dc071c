import { expect } from "chai";
import { noticesFor } from "../../../src/messages/notify.ts";
import { FOOT, contextOf, summary, textTo, fired } from "../../support/build-notice.ts";
import { buildBureau } from "../../support/build.ts";

describe("words of an alert", () => {
  it("tell the holder case, plan, whose, how long, what next, who hears of it then", () => {
    const notices = noticesFor(fired("half"), contextOf());
    expect(summary(notices)).eql(["send-text liuyang"]);
    expect(textTo(notices, "liuyang")).equal(
      "【审批提醒】BZ-2026-000123 方案 v1 等待您审批\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "审批人：刘洋（调度中心 负责人）\n" +
        "环节：调度、生技会签，已用 3小时30分（工作时间）\n" +
        "时限：11月24日 18:00 到期，剩 9小时50分（工作时间）\n" +
        "下一步：请在审批卡片上同意或退回。\n" +
        "到期仍未办理的，系统将通知双经理、部门负责人、工作群。\n" +
        FOOT,
    );
  });

  it("say after an outage that earlier reminders were not sent", () => {
    const notices = noticesFor(fired("late", ["half", "due"]), contextOf());
    expect(textTo(notices, "zhangwei")).include(
      "系统中断补发：此前应发的 2 次提醒未能发出，已并入本条。",
    );
    expect(textTo(notices, "zhangwei")).include("此后系统不再自动提醒。");
  });

  it("leave out of the next rung whatever the reader is, and tell a holder that they will hear again", () => {
    const audience = ["holder", "managers", "department-head"] as const;
    const rungs = [
      { id: "due", atPercent: 100, audience: [...audience], tone: "overdue" as const },
      { id: "again", atPercent: 120, audience: [...audience], tone: "escalate" as const },
    ];
    const nextFor = (bureau: ReturnType<typeof buildBureau>, reader: string) =>
      /系统将(.*)。/.exec(
        textTo(noticesFor(fired("due"), contextOf({ bureau })), reader) ?? "",
      )?.[1];
    const bureau = buildBureau({ ladders: [{ id: "approval-node", version: 1, rungs }] });
    expect(nextFor(bureau, "liuyang")).equal("通知双经理、部门负责人");
    expect(nextFor(bureau, "maqiang")).equal("通知审批人、部门负责人");
    expect(nextFor(bureau, "huangmin")).equal("通知审批人、双经理");
    const toHolder = rungs.map((rung) => ({ ...rung, audience: ["holder" as const] }));
    const quiet = buildBureau({ ladders: [{ id: "approval-node", version: 1, rungs: toHolder }] });
    expect(nextFor(quiet, "liuyang")).equal("再次提醒您");
  });

  it("name a rung that is counted in working time past the due time", () => {
    const rungs = [
      { id: "due", atPercent: 100, audience: ["holder" as const], tone: "overdue" as const },
      {
        id: "late",
        afterDueWorkMin: 90,
        audience: ["managers" as const],
        tone: "escalate" as const,
      },
    ];
    const bureau = buildBureau({ ladders: [{ id: "approval-node", version: 1, rungs }] });
    const notices = noticesFor(fired("due"), contextOf({ bureau }));
    expect(textTo(notices, "liuyang")).include(
      "超期 1小时30分（工作时间）仍未办理的，系统将通知双经理。",
    );
  });
});
