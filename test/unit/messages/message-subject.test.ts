import { expect } from "chai";
import { messageSubject } from "../../../src/messages/message-subject.ts";

describe("what a message is about", () => {
  const text = (content: string) => messageSubject({ kind: "send-text", to: "liting", content });

  it("is the first line of a text that says something", () => {
    expect(text("\n \n【审批提醒】BZ-2026-000123\n客户：甲公司")).to.equal(
      "【审批提醒】BZ-2026-000123",
    );
    expect(text("")).to.equal("");
  });

  it("comes without links and other markup", () => {
    expect(text('<a href="https://q/cases/1">BZ-2026-000123</a> 已通过')).to.equal(
      "BZ-2026-000123 已通过",
    );
    const content = '<font color="warning">超期</font>\n> x';
    expect(messageSubject({ kind: "send-markdown", to: "liting", content })).to.equal("超期");
  });

  it("is the title of a card, and nothing of the customer below it", () => {
    const card = {
      card_type: "button_interaction",
      main_title: { title: "BZ-2026-000123 方案 v1", desc: "甲公司" },
      button_list: [],
    } as const;
    const message = { kind: "send-card", to: "liting", cardId: "T1-1@1", card } as never;
    expect(messageSubject(message)).to.equal("BZ-2026-000123 方案 v1");
  });
});
