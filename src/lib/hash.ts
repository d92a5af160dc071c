import { createHash } from "node:crypto";

/** SHA-256 of a UTF-8 text, lower-case hex. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** SHA-256 of bytes that come one after the other. */
export interface RunningHash {
  add(bytes: Uint8Array): void;
  /** Lower-case hex; afterwards nothing can be added. */
  end(): string;
}

export function sha256OfStream(): RunningHash {
  const hash = createHash("sha256");
  return { add: (bytes) => void hash.update(bytes), end: () => hash.digest("hex") };
}
