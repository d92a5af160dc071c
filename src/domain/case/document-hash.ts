import { sha256Hex } from "../../lib/hash.ts";
import type { DocumentContent } from "./supply-plan.ts";

/** Fingerprint of a document: equal content gives an equal hash, in whatever order its keys were written. */
export function documentHash(content: DocumentContent): string {
  return sha256Hex(canonicalJson(content));
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
