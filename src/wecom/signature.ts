import { createHash, timingSafeEqual } from "node:crypto";

/** What WeCom signs: `encrypt` is the Encrypt text of a POST or the echostr of a GET. */
export interface SignedParts {
  token: string;
  /** Seconds, as received. */
  timestamp: string;
  nonce: string;
  encrypt: string;
}

const SIGNATURE_SHAPE = /^[0-9a-f]{40}$/;

/**
 * Lower-case hex sha1 of the four values sorted byte-wise and joined.
 * @source wecom:90968
 */
export function sign({ token, timestamp, nonce, encrypt }: SignedParts): string {
  // Plain sort compares UTF-16 units, which equals byte order here because all four are ASCII.
  const joined = [token, timestamp, nonce, encrypt].sort().join("");
  return createHash("sha1").update(joined, "utf8").digest("hex");
}

/** Whether `signature` is the one of `parts`, compared in constant time; upper case and trailing junk are refused. */
export function verify(signature: string, parts: SignedParts): boolean {
  // The hex decoder of Buffer stops silently at junk, so the shape is checked first.
  if (!SIGNATURE_SHAPE.test(signature)) return false;
  return timingSafeEqual(Buffer.from(signature, "hex"), Buffer.from(sign(parts), "hex"));
}
