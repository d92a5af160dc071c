import { createHmac } from "node:crypto";
import { isSameSecret } from "./secrets.ts";

/** What a value is for; one made for another purpose never opens. */
export type Purpose =
  | "session"
  | "login"
  | "form"
  | "draft"
  | "leave"
  | "upload"
  | "open"
  | "attachment"
  | "batch"
  | "copies"
  | "phrases";

/** What a cookie may hold. */
const MAX_CHARS = 4_096;

/** Seals a small object into a text that only the holder of the secret can make; it is readable by anybody. */
export function sealValue(purpose: Purpose, value: object, secret: string): string {
  const payload = Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
  return `${payload}.${macOf(purpose, payload, secret)}`;
}

/** The object inside, or undefined for anything that `sealValue` did not make for this purpose. */
export function openValue(purpose: Purpose, text: string, secret: string): unknown {
  if (text.length > MAX_CHARS) return undefined;
  const [payload, mac, ...rest] = text.split(".");
  if (payload === undefined || mac === undefined || rest.length > 0) return undefined;
  // Compared as text: a decoder would let through other spellings of the last character.
  if (!isSameSecret(mac, macOf(purpose, payload, secret))) return undefined;
  const value: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return value;
}

function macOf(purpose: Purpose, payload: string, secret: string): string {
  const signed = `qianpi/${purpose}/${payload}`;
  return createHmac("sha256", secret).update(signed, "utf8").digest("base64url");
}
