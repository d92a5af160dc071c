import { expect } from "chai";
import { refuse } from "../../../src/domain/outcome.ts";

describe("a refusal", () => {
  it("is a value that carries its reason", () => {
    expect(refuse({ code: "plan-missing" })).to.deep.equal({
      ok: false,
      refusal: { code: "plan-missing" },
    });
  });
});
