import { expect } from "chai";
import { MAX_PHRASES, newPhrase } from "../../../src/domain/own-phrases.ts";
import { nextOf, refusalOf } from "../../support/play-approval.ts";

const phrases = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ no: n + 1, words: `常用语 ${n + 1}` }));

describe("常用语 of one's own", () => {
  it("is one line of words, with the next number", () => {
    expect(nextOf(newPhrase([], " 同意，\n 注意 CT 变比 "))).eql({
      no: 1,
      words: "同意， 注意 CT 变比",
    });
    expect(nextOf(newPhrase(phrases(2), "同意")).no).equal(3);
  });

  it("is refused without words, when it is too long, known, or one too many", () => {
    expect(refusalOf(newPhrase([], "。。"))).eql({ code: "words-needed" });
    expect(refusalOf(newPhrase([], "长".repeat(61)))).eql({
      code: "opinion-too-long",
      maxChars: 60,
    });
    expect(refusalOf(newPhrase(phrases(1), "常用语 1"))).eql({ code: "phrase-known" });
    expect(refusalOf(newPhrase(phrases(MAX_PHRASES), "同意")).code).equal("phrases-full");
  });
});
