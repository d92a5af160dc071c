import { expect } from "chai";
import type { Act } from "../../../src/domain/approval/act.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { buildAct } from "../../support/build-act.ts";
import { bothAsked, contextOf, FIRST, FOOT, summary, textTo } from "../../support/build-notice.ts";
import { buildFile, staff } from "../../support/build.ts";

const asked = buildAct({
  kind: "ask",
  taskId: FIRST,
  by: staff("liuyang"),
  name: "刘洋",
  to: staff("zhangwei"),
  text: "电缆走哪条沟？",
});
const answered = buildAct({ kind: "answer", taskId: FIRST, text: "走创业路南侧" });
const noticesOf = (kind: "question-asked" | "question-answered", acts: Act[]) =>
  noticesFor(
    { kind, taskId: FIRST },
    contextOf({ file: buildFile({ approvals: [{ ...bothAsked, acts }] }) }),
  );

describe("a question to the submitter", () => {
  it("is told with what to do, and that nothing was given back", () => {
    const notices = noticesOf("question-asked", [asked]);
    expect(summary(notices)).eql(["send-text zhangwei"]);
    expect(textTo(notices, "zhangwei")).equal(
      "【请补充】BZ-2026-000123 方案 v1：刘洋 请您补充说明\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "提问人：刘洋（调度中心 负责人）\n" +
        "问题：电缆走哪条沟？\n" +
        `下一步：请打开方案页面书面答复。审批照常进行，时限不变，方案没有退回。\n${FOOT}`,
    );
  });

  it("is answered to whoever asked", () => {
    const notices = noticesOf("question-answered", [asked, answered]);
    expect(summary(notices)).eql(["send-text liuyang"]);
    expect(textTo(notices, "liuyang")).include("问题：电缆走哪条沟？\n答复：走创业路南侧");
  });

  it("says nothing where nothing was asked or answered", () => {
    expect(noticesOf("question-asked", [])).eql([]);
    expect(noticesOf("question-answered", [asked])).eql([]);
    expect(noticesOf("question-answered", [answered])).eql([]);
  });
});
