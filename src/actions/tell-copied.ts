import { personOf } from "../domain/people/organisation.ts";
import { digestMoment } from "../domain/time/digest-moment.ts";
import { approvalStateText } from "../messages/approval-words.ts";
import { copiesDigest } from "../messages/copies-digest.ts";
import { takeUntold, type UntoldCopy } from "../store/copies.ts";
import { inTransaction } from "../store/db.ts";
import { queue } from "./change-case.ts";
import type { Deps } from "./deps.ts";
import { presentBureau } from "./present-bureau.ts";

/**
 * From nine o'clock of a working day on, everybody reads in one text what they were copied since the last one.
 * Returns how many people are told.
 */
export async function tellCopied(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const before = digestMoment(deps.bureau.calendar, now);
  if (before === undefined) return 0;
  const told = await inTransaction(deps.db, async (tx) => {
    const [untold, { bureau }] = await Promise.all([
      takeUntold(tx, before, now),
      presentBureau(deps, tx),
    ]);
    const readers = [...new Set(untold.map(({ to }) => to))].filter(
      (to) => personOf(bureau.organisation, to) !== undefined,
    );
    const notices = readers.map((to) => {
      const lines = untold.filter((one) => one.to === to).map(lineOf);
      return copiesDigest(to, lines, { now, publicUrl: deps.publicUrl });
    });
    queue(tx, notices, { at: now, spreadMs: deps.alertSpreadMs });
    return notices.length;
  });
  if (told > 0) deps.nudge();
  return told;
}

function lineOf(copy: UntoldCopy) {
  return { ...copy, state: approvalStateText(copy) };
}
