import { expect } from "chai";
import { valuesAt } from "../../../../src/domain/automatic/values-at.ts";

describe("what a document holds at a place", () => {
  const document = { level: "hv", sources: [{ line: "一线" }, { line: "二线" }, {}], fees: [] };

  it("is the value, or that of every item of a list", () => {
    expect(valuesAt(document, "level")).eql(["hv"]);
    expect(valuesAt(document, "sources.line")).eql(["一线", "二线", undefined]);
  });

  it("is nothing of an empty list, and unknown where there is no such field", () => {
    expect(valuesAt(document, "fees.name")).eql([]);
    expect(valuesAt(document, "level.name")).eql([undefined]);
    expect(valuesAt(document, "toString")).eql([undefined]);
  });
});
