import { expect } from "chai";
import fc from "fast-check";
import { openValue, sealValue } from "../../../../src/http/session/signed-value.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const value = { userid: "zhangwei", until: 1 };

describe("a signed value", () => {
  it("opens with the secret and for the purpose that it was made for, and with no other", () => {
    const sealed = sealValue("session", value, SECRET);
    expect(openValue("session", sealed, SECRET)).to.deep.equal(value);
    expect(openValue("login", sealed, SECRET)).to.equal(undefined);
    expect(openValue("session", sealed, `${SECRET}x`)).to.equal(undefined);
  });

  it("does not open when any one character was changed", () => {
    const sealed = sealValue("session", value, SECRET);
    const anyPlace = fc.integer({ min: 0, max: sealed.length - 1 });
    fc.assert(
      fc.property(anyPlace, fc.constantFrom("A", "b", "-", ".", "=", "\u0000"), (at, character) => {
        const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
        const opened = openValue("session", changed, SECRET);
        return changed === sealed || opened === undefined;
      }),
    );
  });

  it("that is too long is not even looked at", () => {
    const long = sealValue("session", { text: "x".repeat(4_000) }, SECRET);
    expect(openValue("session", long, SECRET)).to.equal(undefined);
  });
});
