import { expect } from "chai";
import fc from "fast-check";
import { canonicalJson, documentHash } from "../../../../src/domain/case/document-hash.ts";
import { buildHvPlan, buildSource } from "../../../support/build-plan.ts";

describe("hash of a document", () => {
  it("does not depend on the order of keys or on absent optional fields", () => {
    const plan = buildHvPlan();
    const turned = Object.fromEntries(Object.entries(plan).toReversed()) as typeof plan;
    expect(documentHash(turned)).to.equal(documentHash(plan));
    expect(documentHash({ ...plan, comms: undefined })).to.equal(documentHash(plan));
    expect(documentHash(plan)).to.match(/^[0-9a-f]{64}$/);
  });

  it("changes with any value and with the order of a list", () => {
    const sources = [buildSource(), buildSource({ line: "B" })];
    expect(documentHash(buildHvPlan({ sources }))).not.to.equal(
      documentHash(buildHvPlan({ sources: sources.toReversed() })),
    );
    expect(documentHash(buildHvPlan({ equipmentKw: 421 }))).not.to.equal(
      documentHash(buildHvPlan()),
    );
  });

  it("reads back as what JSON keeps of the value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const kept: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(value))).to.deep.equal(kept);
      }),
    );
  });

  it("writes an undefined item of a list as null", () => {
    expect(canonicalJson([undefined, 1])).to.equal("[null,1]");
  });
});
