import { sha256Hex } from "../../lib/hash.ts";
import type { ChainHead } from "./decision-chain.ts";
import type { CaseId } from "../ids.ts";

/** How far the chain of a case had come. */
export interface CaseHead extends ChainHead {
  caseId: CaseId;
}

/** The state of all chains at one moment in one hash, together with the anchor before it. Insert-only. */
export interface Anchor {
  no: number;
  takenAt: Date;
  /** Decisions committed by then are under it. */
  coversTo: Date;
  /** Cases with at least one decision. */
  cases: number;
  decisions: number;
  /** Told outside the database: in the managers' group. */
  isPosted: boolean;
  /** Root of the anchor before; blank for the first. */
  previousRoot: string;
  root: string;
}

/** What an anchor adds to the one before it. */
export interface AnchorWindow extends Pick<Anchor, "takenAt" | "coversTo" | "isPosted"> {
  /** Last link of every case in which somebody has decided meanwhile. */
  heads: readonly CaseHead[];
  /** Numbers up to which these cases were anchored before. */
  known: ReadonlyMap<CaseId, number>;
}

/** The anchor that follows, with the heads that are new under it, by case. */
export function anchorAfter(
  before: Anchor | undefined,
  { heads, known, ...moment }: AnchorWindow,
): { anchor: Anchor; heads: CaseHead[] } {
  const knownOf = ({ caseId }: CaseHead): number => known.get(caseId) ?? 0;
  const newer = heads
    .filter((head) => head.no > knownOf(head))
    .toSorted((left, right) => left.caseId - right.caseId);
  const added = newer.reduce((sum, head) => sum + head.no - knownOf(head), 0);
  const anchor = {
    ...moment,
    no: (before?.no ?? 0) + 1,
    cases: (before?.cases ?? 0) + newer.filter((head) => knownOf(head) === 0).length,
    decisions: (before?.decisions ?? 0) + added,
    previousRoot: before?.root ?? "",
  };
  return { anchor: { ...anchor, root: rootOf(anchor, newer) }, heads: newer };
}

/** Why an anchor does not follow the one before it: one is missing, it hangs elsewhere, or something of it was changed. */
export type AnchorFault = "missing-before" | "misplaced" | "changed";

/** What does not fit at an anchor with its heads, given by case; undefined when all does. */
export function anchorFault(
  before: Pick<Anchor, "no" | "root"> | undefined,
  anchor: Anchor,
  heads: readonly CaseHead[],
): AnchorFault | undefined {
  if (anchor.no !== (before?.no ?? 0) + 1) return "missing-before";
  if (rootOf(anchor, heads) !== anchor.root) return "changed";
  return anchor.previousRoot === (before?.root ?? "") ? undefined : "misplaced";
}

/** One line about the anchor, then one for each head: anybody can recompute it with `sha256sum`. */
function rootOf(anchor: Omit<Anchor, "root">, heads: readonly CaseHead[]): string {
  const { no, takenAt, coversTo, cases, decisions, isPosted, previousRoot } = anchor;
  const moments = `${takenAt.toISOString()} ${coversTo.toISOString()}`;
  const first = `${no} ${moments} ${cases} ${decisions} ${isPosted ? 1 : 0} ${previousRoot}`;
  const lines = heads.map(({ caseId, no: chainNo, hash }) => `${caseId} ${chainNo} ${hash}`);
  return sha256Hex([first, ...lines].map((line) => `${line}\n`).join(""));
}
