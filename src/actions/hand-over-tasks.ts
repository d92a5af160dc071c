import type { CaseId, StaffId } from "../domain/ids.ts";
import { isInForce } from "../domain/leave/grant.ts";
import { personOf } from "../domain/people/organisation.ts";
import { settleHolders } from "../domain/people/settle-holders.ts";
import { DatabaseAway } from "../store/db.ts";
import { findDepartures } from "../store/departures.ts";
import { acceptedGrants } from "../store/leave-grants.ts";
import { casesAskingOneOf, holdersAsked } from "../store/look-ups.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/**
 * Hands over every task that waits for somebody who cannot act, each case in its own transaction. It asks what is in
 * the wrong hands now, so a tick that was missed, or that died on the way, costs only time.
 * A case that fails is logged and counted, and does not stop the others. Returns how many cases were looked at.
 * @throws DatabaseAway
 */
export async function handOverTasks(deps: Deps): Promise<number> {
  const cases = await casesAskingOneOf(deps.db, await holdersWhoCannotAct(deps));
  for (const caseId of cases) await settleOrLog(deps, caseId);
  return cases.length;
}

/**
 * People who have left, whether WeCom has said so or the list of people does not hold them any more; those on leave;
 * and those who stand in for somebody by a grant that is over.
 */
async function holdersWhoCannotAct({ db, bureau, clock }: Deps): Promise<StaffId[]> {
  const departed = new Set((await findDepartures(db)).map(({ userid }) => userid));
  const at = clock.now();
  const grants = (await acceptedGrants(db, at)).filter((grant) => isInForce(grant, at));
  const asked = await holdersAsked(db);
  const isWrong = ({ holder, grantId }: (typeof asked)[number]): boolean =>
    departed.has(holder) ||
    personOf(bureau.organisation, holder) === undefined ||
    grants.some(({ principal }) => principal === holder) ||
    (grantId !== undefined && !grants.some(({ id }) => id === grantId));
  return asked.filter(isWrong).map(({ holder }) => holder);
}

async function settleOrLog(deps: Deps, caseId: CaseId): Promise<void> {
  try {
    await changeCase(deps, {
      caseId,
      verb: (file, around) => ({ ok: true, ...settleHolders(file, around) }),
      conclude: () => undefined,
    });
    await deps.failpoint("between-cases");
  } catch (error) {
    if (error instanceof DatabaseAway) throw error;
    deps.log.error({ err: error, caseId }, "hand-over.case-failed");
    deps.countClockFault();
  }
}
