import { expect } from "chai";
import fc from "fast-check";
import { byteLength, fitBytes } from "../../../src/wecom/text-limits.ts";

describe("wecom/text-limits", () => {
  it("counts bytes, not characters", () => {
    expect(byteLength("审批a😀")).to.equal(3 + 3 + 1 + 4);
  });

  it("leaves a text alone that fits exactly", () => {
    expect(fitBytes("审批", 6)).to.equal("审批");
  });

  it("shortens by whole characters and ends with an ellipsis", () => {
    expect(fitBytes("审批单", 8)).to.equal("审…");
    expect(fitBytes("a😀b", 5)).to.equal("a…");
    expect(fitBytes("abcdef", 5)).to.equal("ab…");
  });

  it("gives nothing when not even the ellipsis fits", () => {
    expect(fitBytes("abc", 2)).to.equal("");
  });

  it("never exceeds the limit, never breaks a character, and always keeps a prefix", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(100), (text, maxBytes) => {
        const fitted = fitBytes(text, maxBytes);
        expect(byteLength(fitted)).to.be.at.most(maxBytes);
        expect(fitted === text || text.startsWith(fitted.replace(/…$/u, ""))).to.equal(true);
        expect(Buffer.from(fitted).toString()).to.equal(fitted);
      }),
    );
  });
});
