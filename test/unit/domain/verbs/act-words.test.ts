import { expect } from "chai";
import { actReason, actWords } from "../../../../src/domain/verbs/act-words.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

describe("what is written with an act", () => {
  it("becomes one line without anything that cannot be seen, and may be nothing", () => {
    expect(nextOf(actWords("  客户\r\n变更\u200b容量 "))).equal("客户 变更 容量");
    expect(nextOf(actWords("　"))).equal("");
  });

  it("is refused when it is too long, also as a reason", () => {
    const refusal = { code: "opinion-too-long", maxChars: 500 };
    expect(refusalOf(actWords("长".repeat(501)))).eql(refusal);
    expect(refusalOf(actReason("长".repeat(501)))).eql(refusal);
  });

  it("must be words where it has to be a reason", () => {
    expect(nextOf(actReason("客户变更用电容量"))).equal("客户变更用电容量");
    expect(refusalOf(actReason("。"))).eql({ code: "act-reason-needed", minLetters: 5 });
  });
});
