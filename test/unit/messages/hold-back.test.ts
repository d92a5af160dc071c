import { expect } from "chai";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { heldBack, heldKey, holdOf } from "../../../src/messages/hold-back.ts";
import type { Notice } from "../../../src/messages/notice.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { agreed, APPROVAL, contextOf, FIRST, SECOND } from "../../support/build-notice.ts";
import { buildFile, buildNode, november, staff } from "../../support/build.ts";

const decided: CaseEvent = { kind: "task-decided", taskId: FIRST, verb: "approve" };
const approval = { ...agreed, nodes: [buildNode({ undoSeconds: 60 })] };
const file = buildFile({ approvals: [approval] });
const until = november(23, "14:04");
const hold = { fromEvent: 1, taskId: FIRST, by: staff("liuyang"), until };

describe("what a decision that may be undone has others read", () => {
  it("begins with the decision: a handover before it has happened anyway", () => {
    const moved: CaseEvent = { kind: "task-opened", taskId: SECOND };
    expect(holdOf(file, [moved, decided])).eql(hold);
  });

  it("is nothing where no decision was taken, or where it cannot be undone, or is not there", () => {
    expect(holdOf(file, [{ kind: "approval-withdrawn", approvalId: APPROVAL }])).equal(undefined);
    expect(holdOf(buildFile({ approvals: [agreed] }), [decided])).equal(undefined);
    expect(holdOf(buildFile({ approvals: [] }), [decided])).equal(undefined);
  });

  const textTo = (to: string): Notice => ({
    message: { kind: "send-text", to: staff(to), content: "" },
    orderKey: `to:${to}`,
    lane: "normal",
  });

  it("waits: cards under their own key, texts under one of the decision, so that no later text stands behind them", () => {
    const [card] = noticesFor({ kind: "task-opened", taskId: SECOND }, contextOf({ file }));
    const held = heldBack(card ?? expect.fail("no card"), hold);
    expect([held.orderKey, held.notBefore]).eql([card?.orderKey, until]);
    expect(heldBack(textTo("zhangwei"), hold)).deep.include({
      orderKey: heldKey(FIRST),
      notBefore: until,
    });
    const group: Notice = {
      ...textTo("x"),
      message: { kind: "group-webhook", content: "", mention: [] },
    };
    expect(heldBack(group, hold).notBefore).eql(until);
  });

  it("is neither what the presser reads, nor what brings a card on a phone to the truth", () => {
    expect(heldBack(textTo("liuyang"), hold)).eql(textTo("liuyang"));
    const updates = noticesFor(decided, contextOf({ file }));
    expect(updates.map((one) => heldBack(one, hold))).eql(updates);
  });
});
