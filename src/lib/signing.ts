import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";

/** Signs with one Ed25519 key. @source RFC 8032 */
export interface Signer {
  /** Signature over the UTF-8 bytes of the text, base64url. */
  sign(text: string): string;
  /** PEM, for whoever verifies. */
  publicKey: string;
}

/** A new key pair: the private key as base64 of PKCS#8 in one line, the public key as PEM. */
export function newSigningKey(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    publicKey: pemOf(publicKey),
  };
}

/** A signer from a private key, PEM or base64 of PKCS#8; undefined when it is none of Ed25519. */
export function createSigner(keyText: string): Signer | undefined {
  const key = ed25519Of(() =>
    isPem(keyText)
      ? createPrivateKey(withLines(keyText))
      : createPrivateKey({ key: Buffer.from(keyText, "base64"), format: "der", type: "pkcs8" }),
  );
  if (key === undefined) return undefined;
  return {
    sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64url"),
    publicKey: pemOf(createPublicKey(key)),
  };
}

/** Tells whether a text was signed with the private half of a key. */
export type Verifier = (text: string, signature: string) => boolean;

/** A verifier from a public key, PEM or base64 of SPKI; undefined when it is none of Ed25519. */
export function createVerifier(keyText: string): Verifier | undefined {
  const key = ed25519Of(() =>
    isPem(keyText)
      ? createPublicKey(withLines(keyText))
      : createPublicKey({ key: Buffer.from(keyText, "base64"), format: "der", type: "spki" }),
  );
  if (key === undefined) return undefined;
  return (text, signature) =>
    verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64url"));
}

function ed25519Of(read: () => KeyObject): KeyObject | undefined {
  try {
    const key = read();
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    // Whatever it is, it is not a key; the caller says so in words.
    return undefined;
  }
}

function isPem(text: string): boolean {
  return text.includes("-----BEGIN");
}

/** Files of variables often hold line ends as two characters. */
function withLines(text: string): string {
  return text.replaceAll("\\n", "\n");
}

function pemOf(key: KeyObject): string {
  return key.export({ type: "spki", format: "pem" }).toString();
}
