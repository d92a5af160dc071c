import type { CaseId } from "../domain/ids.ts";
import { whatIsDue } from "../domain/clock/what-is-due.ts";
import { MINUTE_MS } from "../lib/clock.ts";
import { DatabaseAway } from "../store/db.ts";
import { casesDue } from "../store/look-ups.ts";
import { postponeCase } from "../store/save-case.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/** Cases looked at in one go; what is left is due again at once. */
const BATCH = 100;
/** So long a case that cannot be handled is left alone, so that it neither stops nor crowds out the others. */
const POSTPONED_MS = 10 * MINUTE_MS;

/**
 * Fires every rung that is due by now and replaces cards that are lost or too old, each case in its own transaction.
 * Asks what is due and not what this tick means, so a late or missed tick costs only time.
 * A case that fails is logged, counted and put off. Returns how many cases were looked at.
 * @throws DatabaseAway
 */
export async function runClocks(deps: Deps): Promise<number> {
  let looked = 0;
  for (;;) {
    const ids = await casesDue(deps.db, deps.clock.now(), BATCH);
    for (const id of ids) {
      await runOrPostpone(deps, id);
      await deps.failpoint("between-cases");
    }
    looked += ids.length;
    if (ids.length < BATCH) return looked;
  }
}

async function runOrPostpone(deps: Deps, caseId: CaseId): Promise<void> {
  try {
    await runClockOf(deps, caseId);
  } catch (error) {
    if (error instanceof DatabaseAway) throw error;
    deps.log.error({ err: error, caseId }, "clock.case-failed");
    deps.countClockFault();
    await postponeCase(deps.db, caseId, new Date(deps.clock.now().getTime() + POSTPONED_MS));
  }
}

async function runClockOf(deps: Deps, caseId: CaseId): Promise<void> {
  await changeCase(deps, {
    caseId,
    spreadMs: deps.alertSpreadMs,
    verb: whatIsDue,
    conclude: () => undefined,
  });
}
