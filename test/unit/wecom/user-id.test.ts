import { expect } from "chai";
import { canonicalUserId } from "../../../src/wecom/user-id.ts";

describe("wecom/user-id", () => {
  it("folds case only, so that ZhangSan and zhangsan are one person", () => {
    expect(canonicalUserId("ZhangSan")).to.equal("zhangsan");
    expect(canonicalUserId("a.B_c-D@e")).to.equal("a.b_c-d@e");
    expect(canonicalUserId("007")).to.equal("007");
  });

  const refused = [
    "",
    " a",
    "a ",
    "a\n",
    "a".repeat(65),
    "a|b",
    "@all",
    "@ALL",
    "corp/user",
    "zhаng",
    "\u212Aim",
    "张三",
  ];
  for (const userId of refused) {
    it(`refuses ${JSON.stringify(userId)}`, () => {
      expect(canonicalUserId(userId)).to.equal(undefined);
    });
  }

  it("accepts 64 bytes", () => {
    expect(canonicalUserId("a".repeat(64))).to.equal("a".repeat(64));
  });
});
