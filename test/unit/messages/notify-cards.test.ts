import { expect } from "chai";
import type { Decision } from "../../../src/domain/approval/instance.ts";
import { cardIdOf, SYSTEM } from "../../../src/domain/ids.ts";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import {
  FIRST,
  FOOT,
  PRESS,
  SECOND,
  agreed,
  closingOf,
  contextOf,
  returned,
  summary,
  textTo,
} from "../../support/build-notice.ts";
import {
  buildApproval,
  buildCard,
  buildDecision,
  builtCardId,
  buildFile,
  buildTask,
  november,
  staff,
} from "../../support/build.ts";
import { buildMark } from "../../support/build-rule.ts";

describe("a task that opens", () => {
  const event: CaseEvent = { kind: "task-opened", taskId: FIRST };

  it("sends the holder a card and registers it with the hash of what it shows", () => {
    const [notice, ...others] = noticesFor(event, contextOf({ file: buildFile({ cards: [] }) }));
    expect(others).eql([]);
    const cardId = cardIdOf(FIRST, 1, november(23, "15:10:07"));
    expect(notice?.message).include({ kind: "send-card", to: "liuyang", cardId });
    expect(notice).include({ orderKey: cardId, lane: "normal" });
    expect(notice?.card).include({ id: cardId, taskId: FIRST, to: "liuyang" });
    expect(notice?.card?.madeAt).eql(november(23, "15:10:07"));
    expect(notice?.card?.shownHash).match(/^[0-9a-f]{64}$/);
  });

  it("sends nothing where the same change has ended it again: that card would ask for ever", () => {
    const ended = buildTask(1, { status: "cancelled", cancelReason: "returned" });
    const file = buildFile({ approvals: [buildApproval({ tasks: [ended] })], cards: [] });
    expect(noticesFor(event, contextOf({ file }))).eql([]);
    const end = { kind: "task-cancelled", taskId: FIRST, reason: "returned" } as const;
    expect(noticesFor(end, contextOf({ file })), "nor a text of its end").eql([]);
  });

  it("hashes the same card alike and another card differently", () => {
    const hashAt = (now: Date) => noticesFor(event, contextOf({ now }))[0]?.card?.shownHash;
    expect(hashAt(november(23, "15:10:07"))).equal(hashAt(november(23, "15:10:59")));
    expect(hashAt(november(23, "15:10:07"))).not.equal(hashAt(november(23, "15:11:07")));
  });
});

describe("a decision", () => {
  const event: CaseEvent = { kind: "task-decided", taskId: FIRST, verb: "approve" };
  const file = buildFile({ approvals: [agreed] });

  it("by card shows on that card at once, by the code of the press", () => {
    const notices = noticesFor(event, contextOf({ file, press: PRESS }));
    expect(summary(notices)).eql(["update-card liuyang by press"]);
    expect(notices[0]).include({ orderKey: builtCardId(FIRST, 1), lane: "decision" });
    expect(closingOf(notices[0])).equal("已同意 14:03");
  });

  it("on the page shows on the card by the code of its send", () => {
    const notices = noticesFor(event, contextOf({ file }));
    expect(summary(notices)).eql(["update-card liuyang by send"]);
    expect(notices[0]?.message).property(
      "otherwise",
      `BZ-2026-000123 方案 v1\n客户：内蒙古牧名食品有限公司\n已同意 14:03\n${FOOT}`,
    );
  });

  it("taken on an older card shows on that card and on the newest one", () => {
    const cards = [buildCard(FIRST), buildCard(FIRST, { n: 2 })];
    const notices = noticesFor(event, contextOf({ file: { ...file, cards }, press: PRESS }));
    expect(notices.map(({ orderKey }) => orderKey)).eql([
      builtCardId(FIRST, 1),
      builtCardId(FIRST, 2),
    ]);
    expect(notices.map(closingOf)).eql(["已同意 14:03", "已同意 14:03"]);
  });

  it("leaves a card alone that is too old for the code of its send", () => {
    const cards = [buildCard(FIRST, { madeAt: november(20, "15:10:07") })];
    expect(noticesFor(event, contextOf({ file: { ...file, cards } }))).eql([]);
  });
});

describe("a task that ends without its holder", () => {
  const event: CaseEvent = { kind: "task-cancelled", taskId: SECOND, reason: "returned" };
  const file = buildFile({ approvals: [returned] });

  it("says so on the holder's card, by the code of its send", () => {
    const notices = noticesFor(event, contextOf({ file, press: PRESS }));
    expect(summary(notices)).eql(["update-card wuhao by send"]);
    expect(closingOf(notices[0])).equal("已由 刘洋 退回 14:03，无需处理");
  });

  it("says so in a text when the card cannot be changed any more", () => {
    const cards = [buildCard(SECOND, { to: staff("wuhao"), madeAt: november(20, "15:10:07") })];
    const notices = noticesFor(event, contextOf({ file: { ...file, cards } }));
    expect(textTo(notices, "wuhao")).equal(
      "BZ-2026-000123 方案 v1\n客户：内蒙古牧名食品有限公司\n" +
        `已由 刘洋 退回 14:03，无需处理\n${FOOT}`,
    );
  });
});

describe("a task that a rule decides", () => {
  const event: CaseEvent = { kind: "task-cancelled", taskId: FIRST, reason: "by-rule" };
  const words = "按典型方案“箱变 315”（第 7 版）自动同意";
  const decidedBy = (change: Partial<Decision>) =>
    buildFile({
      approvals: [
        buildApproval({
          tasks: [buildTask(1, { status: "cancelled", cancelReason: "by-rule" })],
          decisions: [
            buildDecision({
              decidedBy: SYSTEM,
              byRule: buildMark(),
              opinion: { code: "typical-plan", text: words },
              ...change,
            }),
          ],
        }),
      ],
      cards: [],
    });

  it("is told to whoever would have been asked: which rule, and how to object", () => {
    expect(textTo(noticesFor(event, contextOf({ file: decidedBy({}) })), "liuyang")).equal(
      `BZ-2026-000123 方案 v1 “调度、生技会签”环节${words}，未经您处理。\n` +
        "客户：内蒙古牧名食品有限公司\n供电方案：10kV 315kVA 单电源\n" +
        "我有异议：请打开下面的方案页提出，最迟 1 个工作日内或本环节结束前；后续环节有人签署后不能再提。\n" +
        FOOT,
    );
  });

  it("is open to no objection when it was returned, and turns the card that asked", () => {
    const file = { ...decidedBy({ verb: "return" }), cards: [buildCard(FIRST)] };
    const notices = noticesFor(event, contextOf({ file }));
    expect(summary(notices)).eql(["update-card liuyang by send", "send-text liuyang"]);
    expect(textTo(notices, "liuyang")).not.include("我有异议");
  });

  it("says nothing of a decision that is not there", () => {
    const file = buildFile({ approvals: [buildApproval({ nodes: [] })], cards: [] });
    expect(noticesFor(event, contextOf({ file }))).eql([]);
  });
});

describe("a task that ends while a card of it is being replaced", () => {
  const cards = [buildCard(FIRST), buildCard(FIRST, { n: 2 })];
  const events: CaseEvent[] = [
    { kind: "task-cancelled", taskId: FIRST, reason: "any-one-decided" },
    { kind: "task-decided", taskId: FIRST, verb: "approve" },
  ];

  for (const event of events) {
    it(`brings the older card to the truth as well: ${event.kind}`, () => {
      const file = buildFile({ approvals: [agreed], cards });
      const notices = noticesFor(event, contextOf({ file }));
      expect(notices.map(({ orderKey }) => orderKey)).eql([
        builtCardId(FIRST, 2),
        builtCardId(FIRST, 1),
      ]);
      expect(notices.map(closingOf)).eql(["已同意 14:03", "已同意 14:03"]);
      expect(notices[1]?.message, "and says nothing where its code is spent").property(
        "otherwise",
        undefined,
      );
    });
  }
});

describe("a card that is replaced", () => {
  const event: CaseEvent = { kind: "card-renewed", taskId: FIRST, cardId: builtCardId(FIRST, 1) };

  it("after a press on it says so on the old card and sends the next one", () => {
    const cards = [buildCard(FIRST, { madeAt: november(20, "09:10") })];
    const file = buildFile({ cards });
    const notices = noticesFor(event, contextOf({ file, press: PRESS }));
    expect(summary(notices)).eql(["update-card liuyang by press", "send-card liuyang"]);
    expect(closingOf(notices[0])).equal("此卡已过期，请看新卡");
    expect(notices[1]?.card?.id).equal(cardIdOf(FIRST, 2, november(23, "15:10:07")));
  });

  it("before its code expires is turned by that code", () => {
    const notices = noticesFor(event, contextOf());
    expect(summary(notices)).eql(["update-card liuyang by send", "send-card liuyang"]);
    expect(closingOf(notices[0])).equal("此卡已过期，请看新卡");
  });

  it("after its code expired is only followed by the next one", () => {
    const file = buildFile({ cards: [buildCard(FIRST, { madeAt: november(20, "09:10") })] });
    expect(summary(noticesFor(event, contextOf({ file })))).eql(["send-card liuyang"]);
  });
});
