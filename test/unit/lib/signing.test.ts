import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { createSigner, createVerifier, newSigningKey } from "../../../src/lib/signing.ts";

/** Test 2 of the standard. @source RFC 8032, section 7.1 */
const RFC = {
  secret: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
  message: "r",
  signature:
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
};
/** Before the 32 bytes of a secret in PKCS#8. @source RFC 8410, section 7 */
const PKCS8_HEAD = "302e020100300506032b657004220420";

describe("signatures", () => {
  const { privateKey, publicKey } = newSigningKey();
  const text = 'QP1["一行"]';
  const signed = createSigner(privateKey)?.sign(text) ?? "";
  const isGenuine = (one: string, by = publicKey, signature = signed) =>
    createVerifier(by)?.(one, signature);

  it("are those of Ed25519 over the UTF-8 bytes", () => {
    const key = Buffer.from(PKCS8_HEAD + RFC.secret, "hex").toString("base64");
    const signature = createSigner(key)?.sign(RFC.message) ?? "";
    expect(Buffer.from(signature, "base64url").toString("hex")).to.equal(RFC.signature);
  });

  it("fit the text and the key, and nothing else", () => {
    expect(signed).to.match(/^[A-Za-z0-9_-]{86}$/);
    expect(isGenuine(text)).to.equal(true);
    expect(isGenuine(`${text} `)).to.equal(false);
    expect(isGenuine(text, newSigningKey().publicKey)).to.equal(false);
    expect(isGenuine(text, publicKey, "A".repeat(86))).to.equal(false);
    expect(isGenuine(text, publicKey, "")).to.equal(false);
  });

  it("take a key as PEM too, with line ends as they stand in variables, and tell its public half", () => {
    const pem = createPrivateKey({
      key: Buffer.from(privateKey, "base64"),
      format: "der",
      type: "pkcs8",
    })
      .export({ type: "pkcs8", format: "pem" })
      .toString();
    for (const key of [pem, pem.replaceAll("\n", "\\n")]) {
      expect(createSigner(key)?.sign(text)).to.equal(signed);
      expect(createSigner(key)?.publicKey).to.equal(publicKey);
    }
    const bare = publicKey.replace(/-----[A-Z ]+-----|\n/g, "");
    expect(isGenuine(text, bare)).to.equal(true);
  });

  it("need a key of Ed25519", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const others = [
      "",
      "nonsense",
      rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    ];
    for (const key of others) expect(createSigner(key)).to.equal(undefined);
    expect(createVerifier("nonsense")).to.equal(undefined);
    expect(
      createVerifier(rsa.publicKey.export({ type: "spki", format: "pem" }).toString()),
    ).to.equal(undefined);
  });
});
