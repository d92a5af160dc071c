import { expect } from "chai";
import { noticesFor } from "../../../src/messages/notify.ts";
import { buildAct } from "../../support/build-act.ts";
import { bothAsked, contextOf, FIRST, FOOT, summary, textTo } from "../../support/build-notice.ts";
import { buildCard, buildFile, november } from "../../support/build.ts";

const event = { kind: "task-urged", taskId: FIRST } as const;
const urged = (text: string, cards = [buildCard(FIRST)]) => {
  const acts = [buildAct({ kind: "urge", taskId: FIRST, text })];
  return contextOf({ file: buildFile({ approvals: [{ ...bothAsked, acts }], cards }) });
};

describe("urging", () => {
  it("tells the holder who waits, and whoever urged how it stands", () => {
    const notices = noticesFor(event, urged("客户明天要答复"));
    expect(summary(notices)).eql(["send-text liuyang", "send-text zhangwei"]);
    expect(textTo(notices, "liuyang")).equal(
      "【催办】BZ-2026-000123 方案 v1 等待您审批\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "催办人：张伟（乌审旗供电分局 主任）\n" +
        "留言：客户明天要答复\n" +
        "时限：11月24日 18:00 到期，剩 9小时50分（工作时间）\n" +
        `下一步：请在审批卡片或网页上办理。\n${FOOT}`,
    );
    expect(textTo(notices, "zhangwei")).include("已催办 刘洋（调度中心 负责人）");
    expect(textTo(notices, "zhangwei")).include("审批卡片已送达，尚未办理");
  });

  it("says when the card is not there, and nothing of words that were not written", () => {
    const lost = buildCard(FIRST, { sentAt: undefined, undeliverableAt: november(23, "09:11") });
    const notices = noticesFor(event, urged("", [lost]));
    expect(textTo(notices, "zhangwei")).include("审批卡片未送达");
    expect(textTo(notices, "liuyang")).not.include("留言");
    expect(textTo(noticesFor(event, urged("", [])), "zhangwei")).include("审批卡片发送中");
  });

  it("says nothing about a task that is not there or was not urged", () => {
    expect(noticesFor(event, contextOf({ file: buildFile({ approvals: [] }) }))).eql([]);
    expect(noticesFor(event, contextOf())).eql([]);
  });

  it("names a due time of a node that is gone all the same", () => {
    const context = urged("");
    const [approval = bothAsked] = context.file.approvals;
    const file = buildFile({ approvals: [{ ...approval, nodes: [] }] });
    expect(textTo(noticesFor(event, contextOf({ file })), "liuyang")).include("11月24日 18:00");
  });
});
