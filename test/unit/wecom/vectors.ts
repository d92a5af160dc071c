import { readFileSync } from "node:fs";

/** One published or composed sample of the callback crypto; the file names the origin of each. */
export interface Vector {
  id: string;
  kind: "verify_url" | "callback_post" | "callback_post_json" | "encrypt_reply";
  token: string;
  encodingAESKey: string;
  receiveid: string;
  query?: Record<string, string>;
  encrypt: string;
  body_xml?: string;
  expected_http_body?: string;
  random16_ascii?: string;
  timestamp?: string;
  nonce?: string;
  plaintext_in?: string;
  msg_signature?: string;
  expected: { plaintext: string; receiveid: string; msg_len_bytes: number };
}

export interface NegativeVector {
  id: string;
  base: string;
  change: Record<string, string>;
  expected_error: number;
}

interface VectorFile {
  vectors: Vector[];
  negative: NegativeVector[];
}

const file = JSON.parse(readFileSync("test/fixtures/wecom/vectors.json", "utf8")) as VectorFile;

export const vectors: readonly Vector[] = file.vectors;
export const negatives: readonly NegativeVector[] = file.negative;

/** The sample of that id; the test fails when the fixture lost it. */
export function vectorOf(id: string): Vector {
  const found = vectors.find((vector) => vector.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
}
