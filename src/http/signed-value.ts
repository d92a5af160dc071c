import { createHmac, timingSafeEqual } from "node:crypto";

/** What a value is for; one made for another purpose never opens. */
export type Purpose = "session" | "login";

const MAX_CHARS = 2_048;

/** Seals a small object into a text that only the holder of the secret can make; it is readable by anybody. */
export function sealValue(purpose: Purpose, value: object, secret: string): string {
  const payload = Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
  return `${payload}.${macOf(purpose, payload, secret).toString("base64url")}`;
}

/** The object inside, or undefined for anything that `sealValue` did not make for this purpose. */
export function openValue(purpose: Purpose, text: string, secret: string): unknown {
  if (text.length > MAX_CHARS) return undefined;
  const [payload, mac, ...rest] = text.split(".");
  if (payload === undefined || mac === undefined || rest.length > 0) return undefined;
  const given = Buffer.from(mac, "base64url");
  const expected = macOf(purpose, payload, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const value: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return value;
}

function macOf(purpose: Purpose, payload: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(`qianpi/${purpose}/${payload}`, "utf8").digest();
}
