import { expect } from "chai";
import {
  isCaseNo,
  numberParts,
  numbersIn,
  queryWords,
  withoutNumbers,
} from "../../../../src/domain/asking/query-words.ts";

const textsOf = (text: string): string[] => queryWords(text).map((word) => word.text);

describe("words of a query", () => {
  it("are parted by blanks, commas and brackets", () => {
    expect(textsOf("内蒙古 牧名")).eql(["内蒙古", "牧名"]);
    expect(textsOf("牧名食品（集团）有限公司,二期、三期")).eql([
      "牧名食品",
      "集团",
      "有限公司",
      "二期",
      "三期",
    ]);
  });

  it("a long number is a word of its own, a short one belongs to its name", () => {
    expect(textsOf("牧名食品BZ-2026-000123")).eql(["牧名食品", "BZ-2026-000123"]);
    expect(textsOf("第12采油厂")).eql(["第12采油厂"]);
  });

  it("a number is looked for however its parts are joined", () => {
    const number = { caseNo: "BZ-2026-000123", compactNo: "BZ2026000123" };
    for (const text of ["bz-2026-000123", "BZ_2026_000123", "BZ—2026—000123", "BZ.2026/000123"]) {
      expect(queryWords(text), text).eql([{ text, ...number }]);
    }
    expect(queryWords("BZ2026000123")).eql([
      { text: "BZ2026000123", caseNo: "BZ2026000123", compactNo: "BZ2026000123" },
    ]);
  });

  it("a short number is not looked for across hyphens", () => {
    expect(queryWords("-12")).eql([{ text: "-12", caseNo: "12" }]);
    expect(queryWords("BZ")).eql([{ text: "BZ", caseNo: "BZ" }]);
  });

  it("a word that cannot be in a number is looked for in names only", () => {
    expect(queryWords("牧名")).eql([{ text: "牧名" }]);
    expect(queryWords("'1'='1")).eql([{ text: "'1'='1" }]);
  });

  it("says each word once, drops bare punctuation, finds none in nothing", () => {
    expect(textsOf("牧名 - 牧名")).eql(["牧名"]);
    expect(queryWords("")).eql([]);
  });

  it("a sentence is looked for as it stands", () => {
    const sentence = "a b c d e f g h i";
    expect(textsOf(sentence)).eql([sentence]);
  });

  it("knows a whole number in any writing", () => {
    for (const text of ["BZ 2026 000123", "bz2026000123", "BZ–2026–000123"]) {
      expect(isCaseNo(text, "BZ-2026-000123"), text).equal(true);
    }
    expect(isCaseNo("000123", "BZ-2026-000123")).equal(false);
  });

  it("takes the numbers out of a sentence", () => {
    expect(numbersIn("那个BZ-2026-0123的事，10kV")).eql([["BZ", "2026", "123"]]);
    expect(withoutNumbers("那个BZ-2026-0123的事，10kV")).equal("那个 的事，10kV");
    expect(numbersIn("牧名")).eql([]);
    expect(numberParts("BZ-2026-000000")).eql(["BZ", "2026", "0"]);
  });
});
