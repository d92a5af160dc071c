import { expect } from "chai";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import {
  APPROVAL,
  FIRST,
  SECOND,
  bothAsked,
  contextOf,
  summary,
  textTo,
  fired,
} from "../../support/build-notice.ts";
import { buildFile, november, staff } from "../../support/build.ts";
import { buildCase } from "../../support/build-plan.ts";

describe("a rung of the ladder", () => {
  it("at the due time tells holder, managers and head; a head who is the holder is replaced by the deputy", () => {
    const notices = noticesFor(fired("due"), contextOf({ now: november(25, "09:30") }));
    expect(summary(notices)).eql([
      "send-text liuyang",
      "send-text zhangwei",
      "send-text maqiang",
      "send-text huangmin",
    ]);
    const text = textTo(notices, "huangmin");
    expect(text).match(/^【审批已超期】BZ-2026-000123 方案 v1 等待 刘洋 审批\n/);
    expect(text).include("时限：11月24日 18:00 到期，已超期 1小时（工作时间）");
    expect(text).include("下一步：请督促审批人尽快办理，必要时协调解决。");
    expect(text).include("用时达到时限的 150% 仍未办理的，系统将通知双经理、工作群。");
  });

  it("writes once to a person who is in several audiences", () => {
    const connectionCase = buildCase({
      gridManager: staff("liuyang"),
      worksManager: staff("huangmin"),
    });
    const notices = noticesFor(fired("due"), contextOf({ file: buildFile({ connectionCase }) }));
    expect(summary(notices)).eql(["send-text liuyang", "send-text huangmin"]);
  });

  it("reached by several signers of a node at once is one message to everybody who is not one of them", () => {
    const together: CaseEvent = {
      kind: "rung-fired",
      approvalId: APPROVAL,
      taskIds: [FIRST, SECOND],
      rungId: "due",
      skipped: [],
    };
    const file = buildFile({ approvals: [bothAsked] });
    const notices = noticesFor(together, contextOf({ file, now: november(25, "09:30") }));
    const told = summary(notices).filter((line) => line === "send-text zhangwei");
    expect(told).length(1);
    expect(textTo(notices, "zhangwei")).include("等待 刘洋、吴昊 审批");
    expect(textTo(notices, "wuhao")).include("等待您审批");
  });

  it("that no ladder knows any more says nothing", () => {
    expect(noticesFor(fired("gone"), contextOf())).eql([]);
  });
});
