import { expect } from "chai";
import { sha256Hex } from "../../../src/lib/hash.ts";

describe("sha256Hex", () => {
  it("gives the digests published for the empty text and for abc", () => {
    expect(sha256Hex("")).to.equal(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(sha256Hex("abc")).to.equal(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("reads a text as UTF-8", () => {
    expect(sha256Hex("签批")).to.equal(
      "b12974ef0f5bf48b4fed5465417fb50d221c2ab4394d6e60bdc5f0c67dcf27dc",
    );
  });
});
