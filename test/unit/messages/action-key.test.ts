import { expect } from "chai";
import fc from "fast-check";
import { decodeActionKey, encodeActionKey } from "../../../src/messages/action-key.ts";

describe("keys of card buttons", () => {
  it("are short text that names verb, round and version", () => {
    const text = encodeActionKey({ verb: "approve", round: 2, documentVersion: 3 });
    expect(text).equal("v1:approve:r2:v3");
  });

  it("come back as what they were made of", () => {
    const key = fc.record({
      verb: fc.constantFrom("approve" as const, "return" as const),
      round: fc.integer({ min: 1, max: 999_999_999 }),
      documentVersion: fc.integer({ min: 1, max: 999_999_999 }),
    });
    fc.assert(
      fc.property(key, (one) => {
        expect(decodeActionKey(encodeActionKey(one))).eql(one);
      }),
    );
  });

  for (const text of [
    "",
    "approve",
    "v2:approve:r1:v1",
    "v1:reject:r1:v1",
    "v1:approve:r0:v1",
    "v1:approve:r01:v1",
    "v1:approve:r1:v1 ",
    "v1:approve:r1:v1\n",
    "v1:approve:r1:v1:x",
    "V1:approve:r1:v1",
    "v1:approve:r1:v9999999999",
  ]) {
    it(`are refused when not made by us: ${JSON.stringify(text)}`, () => {
      expect(decodeActionKey(text)).equal(undefined);
    });
  }

  it("are refused or understood whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const key = decodeActionKey(text);
        expect(key === undefined || encodeActionKey(key) === text).equal(true);
      }),
    );
  });
});
