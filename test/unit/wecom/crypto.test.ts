import * as oracle from "@wecom/crypto";
import { expect } from "chai";
import fc from "fast-check";
import { decrypt, encrypt, isEncodingAesKey } from "../../../src/wecom/crypto.ts";
import { AES_KEY, checkThatRefused, CORP_ID, OTHER_AES_KEY, sealRaw } from "./sealing.ts";
import { negatives, vectorOf, vectors } from "./vectors.ts";

const PREFIX = Buffer.from("0123456789abcdef");

describe("wecom/crypto", () => {
  for (const vector of vectors) {
    it(`decrypts ${vector.id} to the published plaintext and receiver`, () => {
      expect(decrypt(vector.encodingAESKey, vector.encrypt)).to.deep.equal({
        message: vector.expected.plaintext,
        receiveId: vector.expected.receiveid,
      });
    });
  }

  for (const vector of vectors.filter(({ kind }) => kind === "encrypt_reply")) {
    it(`encrypts ${vector.id} to the published ciphertext`, () => {
      const message = { message: vector.plaintext_in ?? "", receiveId: vector.receiveid };
      const prefix = Buffer.from(vector.random16_ascii ?? "");
      expect(encrypt(vector.encodingAESKey, message, prefix)).to.equal(vector.encrypt);
    });
  }

  it("round-trips messages of every length mod 32, in agreement with the vendor's library", () => {
    for (let length = 1; length <= 96; length += 1) {
      const message = "审".repeat(Math.floor(length / 3)) + "a".repeat(length % 3);
      const encrypted = encrypt(AES_KEY, { message, receiveId: CORP_ID }, PREFIX);
      expect(oracle.encrypt(AES_KEY, message, CORP_ID, PREFIX), `${length} bytes`).to.equal(
        encrypted,
      );
      expect(decrypt(AES_KEY, encrypted).message, `${length} bytes`).to.equal(message);
    }
  });

  const anyText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 });
  const anyId = fc.string({ unit: "grapheme-ascii", maxLength: 40 });
  const anyKey = fc.stringMatching(/^[A-Za-z0-9]{43}$/);

  it("opens whatever the vendor's library seals", () => {
    fc.assert(
      fc.property(anyKey, anyText, anyId, (key, message, receiveId) => {
        const opened = decrypt(key, oracle.encrypt(key, message, receiveId));
        expect(opened).to.deep.equal({ message, receiveId });
      }),
    );
  });

  it("seals what the vendor's library opens", () => {
    fc.assert(
      fc.property(anyKey, anyText, anyId, (key, message, receiveId) => {
        const opened = oracle.decrypt(key, encrypt(key, { message, receiveId }, PREFIX));
        expect({ message: opened.message, id: opened.id }).to.deep.equal({
          message,
          id: receiveId,
        });
      }),
    );
  });

  for (const { id, base, change } of negatives.filter(
    ({ expected_error }) => expected_error === -40004,
  )) {
    it(`refuses the key of ${id}`, () => {
      const { encrypt: sealed } = vectorOf(base);
      expect(checkThatRefused(() => decrypt(change["encodingAESKey"] ?? "", sealed))).to.equal(
        "aes-key",
      );
    });
  }

  it("takes a key whose last character is not canonical base64, as most real ones are", () => {
    expect(isEncodingAesKey("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")).to.equal(true);
    expect(isEncodingAesKey(`${AES_KEY}\n`)).to.equal(false);
    expect(isEncodingAesKey(`${AES_KEY.slice(1)}+`)).to.equal(false);
  });

  const good = sealRaw({ message: "hello" });
  const refused: [string, string, string][] = [
    ["an empty text", "", "base64"],
    ["text that is not base64", "@@@@", "base64"],
    [
      "url-safe base64",
      good.replaceAll("+", "-").replaceAll("/", "_").replace(/^./, "_"),
      "base64",
    ],
    ["base64 with a newline", `${good.slice(0, 4)}\n${good.slice(4)}`, "base64"],
    ["base64 with trailing garbage", `${good}A`, "base64"],
    ["more than 64 KiB", "A".repeat(65_540), "base64"],
    ["a length that is no multiple of 16", Buffer.alloc(33).toString("base64"), "cipher"],
    ["one block of 16", Buffer.alloc(16).toString("base64"), "cipher"],
    ["a multiple of 16 that is none of 32", Buffer.alloc(48).toString("base64"), "cipher"],
    [
      "padding byte 0",
      sealRaw({ message: "a".repeat(26), padding: Buffer.from([0]), receiveId: "x".repeat(17) }),
      "padding",
    ],
    [
      "padding byte 33",
      sealRaw({ message: "a".repeat(26), padding: Buffer.from([33]), receiveId: "x".repeat(17) }),
      "padding",
    ],
    [
      "padding byte 255",
      sealRaw({ message: "a".repeat(26), padding: Buffer.from([255]), receiveId: "x".repeat(17) }),
      "padding",
    ],
    [
      "33 bytes of 33",
      sealRaw({ message: "a", receiveId: "x".repeat(10), padding: Buffer.alloc(33, 33) }),
      "padding",
    ],
    [
      "inconsistent padding",
      sealRaw({ message: "a".repeat(26), padding: Buffer.from([9, 2]), receiveId: "x".repeat(16) }),
      "padding",
    ],
    ["a stated length of 0", sealRaw({ message: "hello", lengthBytes: 0 }), "length"],
    ["a stated length beyond the end", sealRaw({ message: "hello", lengthBytes: 24 }), "length"],
    [
      "a stated length of 2^32 - 1",
      sealRaw({ message: "hello", lengthBytes: 0xffffffff }),
      "length",
    ],
    [
      "nothing but padding",
      sealRaw({ message: "", receiveId: "", padding: Buffer.alloc(12, 12) }),
      "length",
    ],
    [
      "invalid UTF-8 in the message",
      sealRaw({ message: Buffer.from([0x61, 0xff, 0x62]) }),
      "encoding",
    ],
    ["a length that cuts a character", sealRaw({ message: "审", lengthBytes: 2 }), "encoding"],
  ];
  for (const [name, sealed, check] of refused) {
    it(`refuses ${name} as ${check}`, () => {
      expect(checkThatRefused(() => decrypt(AES_KEY, sealed))).to.equal(check);
    });
  }

  it("never opens to our receiver with another key", () => {
    let receiveId: string | undefined;
    const check = checkThatRefused(() => ({ receiveId } = decrypt(OTHER_AES_KEY, good)));
    expect(check).to.equal("padding");
    expect(receiveId).to.equal(undefined);
  });

  it("refuses to encrypt with a prefix that has not 16 bytes", () => {
    const message = { message: "a", receiveId: CORP_ID };
    expect(checkThatRefused(() => encrypt(AES_KEY, message, Buffer.alloc(15)))).to.equal("length");
  });

  it("handles a message of 48 000 bytes", () => {
    const message = "电".repeat(16_000);
    expect(decrypt(AES_KEY, sealRaw({ message })).message).to.equal(message);
  });
});
