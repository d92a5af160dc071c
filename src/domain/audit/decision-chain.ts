import { sha256Hex } from "../../lib/hash.ts";
import type { Decision, RuleMark } from "../approval/instance.ts";
import type { ApprovalId, CaseId } from "../ids.ts";

/** A decision at its place in the chain of its case. Insert-only, like the decision. */
export interface ChainLink {
  decision: Decision;
  caseId: CaseId;
  approvalId: ApprovalId;
  /** Counts the decisions of the case from 1, without a gap. */
  chainNo: number;
  /** Keeps name and words from being guessed from their hash; blank once they had to be erased. */
  personalSalt: string;
  personalHash: string;
  /** Hash of the link before; blank for the first. */
  previousHash: string;
  chainHash: string;
}

/** The last link of a chain, as the next one sees it. */
export interface ChainHead {
  no: number;
  hash: string;
}

/** Of a case in which nobody has decided. */
export const NO_HEAD: ChainHead = { no: 0, hash: "" };

export function headOf(link: ChainLink): ChainHead {
  return { no: link.chainNo, hash: link.chainHash };
}

/** The link that a new decision becomes. */
export function linkAfter(
  head: ChainHead,
  made: Pick<ChainLink, "decision" | "caseId" | "approvalId" | "personalSalt">,
): ChainLink {
  const place = { chainNo: head.no + 1, previousHash: head.hash };
  const link = { ...made, ...place, personalHash: personalHash(made) };
  return { ...link, chainHash: chainHash(link) };
}

/** Why a link does not fit where it stands. */
export type ChainFault =
  | { why: "doubled" }
  /** Numbers that should stand before it and do not. */
  | { why: "missing"; from: number; to: number }
  | { why: "changed" }
  /** It is whole, but was written after another link than the one that stands before it. */
  | { why: "misplaced" }
  | { why: "person-changed" };

/** What does not fit at a link behind this head; undefined when all does. */
export function chainFault(head: ChainHead, link: ChainLink): ChainFault | undefined {
  const expected = head.no + 1;
  if (link.chainNo < expected) return { why: "doubled" };
  if (link.chainNo > expected) return { why: "missing", from: expected, to: link.chainNo - 1 };
  if (chainHash(link) !== link.chainHash) return { why: "changed" };
  if (link.previousHash !== head.hash) return { why: "misplaced" };
  return isErased(link) || personalHash(link) === link.personalHash
    ? undefined
    : { why: "person-changed" };
}

/** The first link of a case, given by number, that does not fit. */
export function firstBreak(
  links: readonly ChainLink[],
): { link: ChainLink; fault: ChainFault } | undefined {
  let head = NO_HEAD;
  for (const link of links) {
    const fault = chainFault(head, link);
    if (fault !== undefined) return { link, fault };
    head = headOf(link);
  }
  return undefined;
}

/** Whether name and words were taken out, as the law may ask; the chain holds all the same. */
export function isErased({ decision, personalSalt }: ChainLink): boolean {
  const { name, opinion } = decision;
  return [personalSalt, name, opinion.text, ...otherNames(decision)].every((text) => text === "");
}

/**
 * Hash of a decision and, through `previousHash`, of all before it. Name and words are in it by their salted hash only.
 * For whom it was decided, where a return goes, what was agreed to together, which rule has decided, and who confirmed
 * an override are in it where there is one: the others are hashed as they always were.
 */
function chainHash(link: Omit<ChainLink, "personalSalt" | "chainHash">): string {
  const { decision } = link;
  return sha256Hex(
    JSON.stringify([
      decision.taskId,
      link.caseId,
      link.approvalId,
      link.chainNo,
      decision.round,
      decision.nodeId,
      decision.verb,
      decision.opinion.code,
      decision.decidedBy,
      decision.position,
      decision.department,
      decision.channel,
      decision.documentVersion,
      decision.documentHash,
      decision.shownHash,
      decision.eventAt,
      decision.committedAt,
      link.personalHash,
      link.previousHash,
      ...(decision.onBehalfOf === undefined
        ? []
        : [decision.onBehalfOf.principal, decision.onBehalfOf.grantId]),
      ...wayBackIn(decision),
      ...(decision.byRule === undefined ? [] : [ruleParts(decision.byRule)]),
      ...(decision.batchId === undefined ? [] : [decision.batchId]),
      ...(decision.override === undefined
        ? []
        : ["override", decision.override.owner, decision.override.confirmedBy]),
    ]),
  );
}

/** By name, so that it is never read as anything else that may stand at the end. */
function wayBackIn({ returnTo, resume }: Decision): object[] {
  return returnTo === undefined && resume === undefined ? [] : [{ returnTo, resume }];
}

/** In an order of its own: a database may give the keys of JSON back in another. */
function ruleParts({ kind, ruleId, version, words, facts }: RuleMark): readonly unknown[] {
  return [kind, ruleId, version, words, facts];
}

function personalHash({
  personalSalt,
  decision,
}: Pick<ChainLink, "decision" | "personalSalt">): string {
  const { name, opinion } = decision;
  return sha256Hex(JSON.stringify([personalSalt, name, opinion.text, ...otherNames(decision)]));
}

/** Names beside the signer's: for whom it was decided, and who confirmed that. */
function otherNames({ onBehalfOf, override }: ChainLink["decision"]): string[] {
  return [
    ...(onBehalfOf === undefined ? [] : [onBehalfOf.name]),
    ...(override === undefined ? [] : [override.ownerName, override.confirmedName]),
  ];
}
