import { getSignature } from "@wecom/crypto";
import { expect } from "chai";
import fc from "fast-check";
import { sign, verify } from "../../../src/wecom/signature.ts";
import { vectors } from "./vectors.ts";
import type { Vector } from "./vectors.ts";

function signedParts(vector: Vector) {
  const { msg_signature = "", timestamp = "", nonce = "" } = vector.query ?? { ...vector };
  const { token, encrypt } = vector;
  return { signature: msg_signature, parts: { token, timestamp, nonce, encrypt } };
}

describe("wecom/signature", () => {
  for (const vector of vectors) {
    it(`agrees with the published signature of ${vector.id}`, () => {
      const { signature, parts } = signedParts(vector);
      expect(sign(parts)).to.equal(signature);
      expect(verify(signature, parts)).to.equal(true);
    });
  }

  it("agrees with the vendor's library on any printable parts", () => {
    const part = fc.string({ unit: "grapheme-ascii" });
    fc.assert(
      fc.property(
        fc.record({ token: part, timestamp: part, nonce: part, encrypt: part }),
        (parts) => {
          const { token, timestamp, nonce, encrypt } = parts;
          const oracle = getSignature(token, timestamp, nonce, encrypt);
          expect(sign(parts)).to.equal(oracle);
        },
      ),
    );
  });

  const parts = { token: "t", timestamp: "1767225600", nonce: "n", encrypt: "e" };
  const right = sign(parts);

  it("refuses a signature with one digit changed, whichever it is", () => {
    for (let at = 0; at < right.length; at += 1) {
      const digit = right[at] === "0" ? "1" : "0";
      expect(
        verify(right.slice(0, at) + digit + right.slice(at + 1), parts),
        `digit ${at}`,
      ).to.equal(false);
    }
  });

  const shapes: [string, string][] = [
    ["all zeros", "0".repeat(40)],
    ["in upper case", right.toUpperCase()],
    ["with an appended hex digit", `${right}a`],
    ["with appended junk that a hex decoder drops", `${right}zz`],
    ["with a trailing newline", `${right}\n`],
    ["of 39 digits", right.slice(1)],
    ["that is empty", ""],
    ["that is not hex", "z".repeat(40)],
  ];
  for (const [name, signature] of shapes) {
    it(`refuses a signature ${name}`, () => {
      expect(verify(signature, parts)).to.equal(false);
    });
  }

  it("refuses when any of the four parts changes", () => {
    for (const name of ["token", "timestamp", "nonce", "encrypt"] as const) {
      expect(verify(right, { ...parts, [name]: `${parts[name]}x` }), name).to.equal(false);
    }
  });
});
