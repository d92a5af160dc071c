import { expect } from "chai";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { APPROVAL, FIRST, contextOf, summary, textTo } from "../../support/build-notice.ts";
import {
  buildBureau,
  buildCard,
  builtCardId,
  buildFile,
  buildOrganisation,
  november,
  staff,
} from "../../support/build.ts";

const lost = { sentAt: undefined, undeliverableAt: november(23, "09:10") };

describe("a card that did not arrive", () => {
  const resent = (n: number): CaseEvent => ({
    kind: "card-resent",
    taskId: FIRST,
    cardId: builtCardId(FIRST, n),
  });
  const admin = {
    userid: staff("linna"),
    name: "林娜",
    department: "wushen",
    position: "专责",
    roles: ["admin"] as const,
  };
  const organisation = buildOrganisation();
  const bureau = buildBureau({
    organisation: { ...organisation, people: [...organisation.people, admin] },
  });

  it("goes out again; both managers and the administrator read whom it does not reach", () => {
    const file = buildFile({ cards: [buildCard(FIRST, lost)] });
    const notices = noticesFor(resent(1), contextOf({ file, bureau }));
    expect(summary(notices)).eql([
      "send-card liuyang",
      "send-text zhangwei",
      "send-text maqiang",
      "send-text linna",
    ]);
    expect(notices[0]?.card?.id).match(/^T1-1@2-/);
    expect(textTo(notices, "linna"))
      .match(/^【审批卡未能送达】BZ-2026-000123 方案 v1 等待 刘洋 审批\n/)
      .and.include("系统在工作时间每 30 分钟重发一次");
  });

  it("a second time goes out again without another word", () => {
    const file = buildFile({
      cards: [buildCard(FIRST, lost), buildCard(FIRST, { ...lost, n: 2 })],
    });
    expect(summary(noticesFor(resent(2), contextOf({ file, bureau })))).eql(["send-card liuyang"]);
  });

  it("is not pointed to by a reminder; the managers read in theirs that it is not there", () => {
    const rung: CaseEvent = {
      kind: "rung-fired",
      approvalId: APPROVAL,
      taskIds: [FIRST],
      rungId: "due",
      skipped: [],
    };
    const file = buildFile({ cards: [buildCard(FIRST, lost)] });
    const notices = noticesFor(rung, contextOf({ file, now: november(25, "09:30") }));
    expect(summary(notices)).eql(["send-text zhangwei", "send-text maqiang", "send-text huangmin"]);
    expect(textTo(notices, "zhangwei")).include("审批人：刘洋（调度中心 负责人），卡片未送达\n");
  });

  it("and is still under way is not spoken of as if it were there", () => {
    const rung: CaseEvent = {
      kind: "rung-fired",
      approvalId: APPROVAL,
      taskIds: [FIRST],
      rungId: "half",
      skipped: [],
    };
    const file = buildFile({ cards: [buildCard(FIRST, { sentAt: undefined })] });
    const text = textTo(noticesFor(rung, contextOf({ file })), "liuyang");
    expect(text).include("下一步：审批卡片正在发送，收到后请同意或退回。");
  });
});
