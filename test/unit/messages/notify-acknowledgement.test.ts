import { expect } from "chai";
import { noticesFor } from "../../../src/messages/notify.ts";
import { buildAct } from "../../support/build-act.ts";
import { bothAsked, contextOf, FIRST, FOOT, summary, textTo } from "../../support/build-notice.ts";
import { buildFile, november } from "../../support/build.ts";

const event = { kind: "task-acknowledged", taskId: FIRST } as const;
const noticesOf = (text: string) => {
  const until = november(24, "12:00");
  const acts = [buildAct({ kind: "acknowledge", taskId: FIRST, name: "刘洋", text, until })];
  return noticesFor(event, contextOf({ file: buildFile({ approvals: [{ ...bothAsked, acts }] }) }));
};

describe("a promised time", () => {
  it("is told to the submitter", () => {
    const notices = noticesOf("等调度数据");
    expect(summary(notices)).eql(["send-text zhangwei"]);
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 方案 v1 已由 刘洋（调度中心 负责人）知悉，预计 11月24日 12:00 前办理。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        `说明：等调度数据\n${FOOT}`,
    );
    expect(textTo(noticesOf(""), "zhangwei")).not.include("说明");
  });

  it("says nothing about a task that is not there or for which nothing was promised", () => {
    expect(noticesFor(event, contextOf({ file: buildFile({ approvals: [] }) }))).eql([]);
    expect(noticesFor(event, contextOf())).eql([]);
  });
});
