import {
  anchorFault,
  type Anchor,
  type AnchorFault,
  type CaseHead,
} from "../domain/audit/anchor.ts";
import type { CaseId, CaseNo } from "../domain/ids.ts";
import type { PostedAnchor } from "../messages/anchor-notice.ts";
import { everyAnchor, lostHeadsOf } from "../store/anchors.ts";
import { caseNoOf } from "../store/case-file.ts";
import type { Db } from "../store/db.ts";
import type { Deps } from "./deps.ts";

/** Something that the anchors say and the tables do not. */
export type AnchorFinding =
  | { kind: "anchor-broken"; anchor: Anchor; fault: AnchorFault }
  /** The chain of a case does not reach an anchored link any more, or holds another in its place. */
  | { kind: "head-lost"; head: CaseHead; caseNo: CaseNo | undefined; anchor: Anchor | undefined }
  | { kind: "posted-unknown"; posted: PostedAnchor }
  | { kind: "posted-differs"; posted: PostedAnchor };

export interface AnchorCount {
  anchors: number;
  /** Compared with what stood in the group. */
  posted: number;
  findings: number;
}

/** Compares every anchor with the one before it, with the chains of today, and with what was posted. */
export async function verifyAnchors(
  { db }: Pick<Deps, "db">,
  posted: readonly PostedAnchor[],
  tell: (finding: AnchorFinding) => void,
): Promise<AnchorCount> {
  const count = { anchors: 0, posted: posted.length, findings: 0 };
  const report = (finding: AnchorFinding): void => {
    count.findings += 1;
    tell(finding);
  };
  const unseen = new Set(posted);
  let before: Anchor | undefined;
  for await (const { anchor, heads, lost } of everyAnchor(db)) {
    count.anchors += 1;
    const fault = anchorFault(before, anchor, heads);
    if (fault !== undefined) report({ kind: "anchor-broken", anchor, fault });
    for (const head of lost) report(await lossOf(db, head, anchor));
    for (const one of posted.filter(({ no }) => no === anchor.no)) {
      unseen.delete(one);
      if (one.root !== anchor.root) report({ kind: "posted-differs", posted: one });
    }
    before = anchor;
  }
  for (const one of unseen) report({ kind: "posted-unknown", posted: one });
  return count;
}

/** The same for one case, whose chain alone is compared. */
export async function verifyAnchoredCase(
  { db }: Pick<Deps, "db">,
  id: CaseId,
  tell: (finding: AnchorFinding) => void,
): Promise<number> {
  const lost = await lostHeadsOf(db, id);
  for (const head of lost) tell(await lossOf(db, head, undefined));
  return lost.length;
}

async function lossOf(db: Db, head: CaseHead, anchor: Anchor | undefined): Promise<AnchorFinding> {
  return { kind: "head-lost", head, caseNo: await caseNoOf(db, head.caseId), anchor };
}
