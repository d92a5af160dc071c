import { expect } from "chai";
import { refusalText } from "../../../src/messages/replies.ts";
import { buildBureau, november } from "../../support/build.ts";
import { REFUSAL_ROWS } from "../../support/refusal-rows.ts";

describe("words of refusals", () => {
  const context = { now: november(23, "15:10:07"), bureau: buildBureau() };

  for (const [refusal, words] of Object.values(REFUSAL_ROWS).flat()) {
    it(`${refusal.code}: ${words}`, () => {
      expect(refusalText(refusal, context)).equal(words);
    });
  }

  it("name no example where the bureau has settled no reasons", () => {
    const bureau = buildBureau({ opinions: [] });
    expect(refusalText({ code: "reason-needed" }, { ...context, bureau })).equal(
      "退回须说明理由：请先在“意见”中选择退回理由，再点“退回”。",
    );
  });
});
