import { expect } from "chai";
import { noticesFor } from "../../../src/messages/notify.ts";
import { contextOf, fired } from "../../support/build-notice.ts";
import { buildBureau, buildOrganisation } from "../../support/build.ts";

describe("an alert in the work group", () => {
  it("goes out by its robot and in the managers' chat, mentioning the holder", () => {
    const bureau = buildBureau({
      organisation: buildOrganisation({ managersChatId: "managers" }),
    });
    const notices = noticesFor(fired("due"), contextOf({ bureau, hasGroupRobot: true })).slice(-2);
    expect(notices.map(({ message }) => message)).eql([
      {
        kind: "group-webhook",
        mention: ["liuyang"],
        content:
          "**【审批已超期】BZ-2026-000123 方案 v1**\n" +
          "> 客户：内蒙古牧名食品有限公司\n" +
          "> 供电方案：10kV 315kVA 单电源\n" +
          "> 审批人：刘洋（调度中心 负责人）\n" +
          "> 环节：调度、生技会签，已用 3小时30分（工作时间）\n" +
          "> 时限：11月24日 18:00 到期，剩 9小时50分（工作时间）\n" +
          "> 下一步：请审批人尽快办理，双经理和部门负责人协调。\n" +
          "> 截至 11月23日 15:10:07\n" +
          "[查看方案](https://qp.example.cn/cases/BZ-2026-000123)",
      },
      {
        kind: "group-chat",
        chatId: "managers",
        mention: ["liuyang"],
        content:
          "【审批已超期】BZ-2026-000123 方案 v1\n" +
          "客户：内蒙古牧名食品有限公司\n" +
          "供电方案：10kV 315kVA 单电源\n" +
          "审批人：刘洋（调度中心 负责人）\n" +
          "环节：调度、生技会签，已用 3小时30分（工作时间）\n" +
          "时限：11月24日 18:00 到期，剩 9小时50分（工作时间）\n" +
          "下一步：请审批人尽快办理，双经理和部门负责人协调。\n" +
          "（截至 11月23日 15:10:07）\n" +
          "https://qp.example.cn/cases/BZ-2026-000123",
      },
    ]);
  });

  it("is left out where there is neither robot nor chat", () => {
    const kinds = noticesFor(fired("due"), contextOf()).map(({ message }) => message.kind);
    expect(new Set(kinds)).eql(new Set(["send-text"]));
  });
});
