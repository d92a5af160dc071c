import { canonicalJson } from "../domain/case/document-hash.ts";
import { sha256Hex } from "../lib/hash.ts";
import type { TemplateCard } from "../wecom/wire.ts";

/** Hash of what a card shows; the order of its fields does not matter. */
export function shownHashOf(card: TemplateCard): string {
  return sha256Hex(canonicalJson(card));
}
