import { anchorAfter, type Anchor } from "../domain/audit/anchor.ts";
import { dayOn, wallMinuteOf } from "../domain/time/china-time.ts";
import { HOUR_MS } from "../lib/clock.ts";
import { anchorNotices } from "../messages/anchor-notice.ts";
import { insertAnchor, lastAnchor, movedHeads, nthDecisionAt } from "../store/anchors.ts";
import { inTransaction, type Tx } from "../store/db.ts";
import { queue } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/** Decisions under one anchor; what is more, as at the first time on an old database, gets several. */
const DECISIONS_PER_ANCHOR = 5_000;
/** Read once more each day: a decision may be committed a moment after its own time, by a host whose clock is off. */
const OVERLAP_MS = HOUR_MS;
/** Nobody's phone rings earlier for it. */
const FROM_MINUTE = 8 * 60;

const EPOCH = new Date(0);

/**
 * Anchors all chains once a day and tells the managers' group, from eight o'clock on: whatever hour it is asked,
 * it does what has not been done today. Returns the anchor that was told, if there was one to take.
 */
export async function takeAnchor(deps: Deps, limit?: number): Promise<Anchor | undefined> {
  if (wallMinuteOf(deps.clock.now()).minute < FROM_MINUTE) return undefined;
  for (;;) {
    const anchor = await inTransaction(deps.db, (tx) => takeNext(deps, tx, limit));
    if (anchor !== undefined && !anchor.isPosted) continue;
    if (anchor !== undefined) tellOperators(deps, anchor);
    return anchor;
  }
}

async function takeNext(
  deps: Deps,
  tx: Tx,
  limit = DECISIONS_PER_ANCHOR,
): Promise<Anchor | undefined> {
  const takenAt = deps.clock.now();
  const before = await lastAnchor(tx);
  if (before?.isPosted === true && dayOn(before.takenAt) === dayOn(takenAt)) return undefined;
  const from = before?.coversTo ?? EPOCH;
  const filledAt = await nthDecisionAt(tx, from, limit);
  const coversTo = filledAt ?? new Date(Math.max(takenAt.getTime(), from.getTime()));
  // Between the anchors of one run nothing can have come late.
  const overlapMs = before?.isPosted === true ? OVERLAP_MS : 0;
  const after = new Date(from.getTime() - overlapMs);
  const moved = await movedHeads(tx, { after, by: coversTo });
  const isPosted = filledAt === undefined;
  const { anchor, heads } = anchorAfter(before, { takenAt, coversTo, isPosted, ...moved });
  insertAnchor(tx, anchor, heads);
  if (isPosted) queue(tx, anchorNotices(anchor, deps), { at: takenAt });
  return anchor;
}

/** The log is collected elsewhere, so that the line is a second witness. */
function tellOperators({ log, nudge }: Deps, { no, cases, decisions, root }: Anchor): void {
  log.info({ anchorNo: no, cases, decisions, root }, "anchor.taken");
  nudge();
}
