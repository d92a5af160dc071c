import { sha256Hex } from "../../lib/hash.ts";
import type { Attachment } from "./attachment.ts";
import type { DocumentContent } from "./supply-plan.ts";

/**
 * Fingerprint of a version: equal content gives an equal hash, in whatever order its keys were written. Attachments
 * count by their bytes, in whatever order and under whatever name; without any the hash is that of the content.
 */
export function documentHash(
  content: DocumentContent,
  attachments: readonly Pick<Attachment, "sha256">[] = [],
): string {
  if (attachments.length === 0) return sha256Hex(canonicalJson(content));
  const files = attachments.map(({ sha256 }) => sha256).toSorted();
  return sha256Hex(canonicalJson({ ...content, attachments: files }));
}

/** JSON with sorted keys and without undefined properties. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const pairs: [string, unknown][] = Object.entries(value);
  const written = pairs
    .filter(([, item]) => item !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${written.join(",")}}`;
}
