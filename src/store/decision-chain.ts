import { randomUUID } from "node:crypto";
import { sha256Hex } from "../lib/hash.ts";
import type { Row } from "./case-rows.ts";

/** What the chain vouches for, in this order. The person's name and words are in it by their salted hash only. */
const CHAINED = [
  "task_id",
  "case_id",
  "approval_id",
  "chain_no",
  "round",
  "node_id",
  "verb",
  "opinion_code",
  "decided_by",
  "position",
  "department",
  "channel",
  "document_version",
  "document_hash",
  "shown_hash",
  "event_at",
  "committed_at",
  "personal_hash",
  "previous_hash",
] as const satisfies readonly (keyof Row<"decisions">)[];

/** Also vouched for where somebody decided for another; other rows are hashed as they always were. */
const CHAINED_ON_BEHALF = [
  "principal_userid",
  "grant_id",
] as const satisfies readonly (keyof Row<"decisions">)[];

type ChainedRow = Pick<
  Row<"decisions">,
  (typeof CHAINED)[number] | (typeof CHAINED_ON_BEHALF)[number]
>;
type PersonalRow = Pick<
  Row<"decisions">,
  "personal_salt" | "name" | "opinion_text" | "principal_name"
>;

/** Hash of a decision and, through `previous_hash`, of all before it in its case. */
export function chainHash(row: ChainedRow): string {
  const columns = row.grant_id === null ? CHAINED : [...CHAINED, ...CHAINED_ON_BEHALF];
  return sha256Hex(JSON.stringify(columns.map((column) => row[column])));
}

/** Names and words may have to be erased, with the salt; the chain holds all the same. */
export function personalHash({
  personal_salt: salt,
  name,
  opinion_text: text,
  principal_name: principal,
}: PersonalRow): string {
  return sha256Hex(JSON.stringify([salt, name, text, ...(principal === null ? [] : [principal])]));
}

export function newSalt(): string {
  return randomUUID().replaceAll("-", "");
}
