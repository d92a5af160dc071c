import { presentOrganisation } from "../domain/people/present-organisation.ts";
import type { Grant } from "../domain/leave/grant.ts";
import type { Surroundings } from "../domain/surroundings.ts";
import { departedNow } from "../store/departures.ts";
import { grantsNow } from "../store/leave-grants.ts";
import { suspendedRules } from "../store/rule-rows.ts";
import type { Tx } from "../store/db.ts";
import type { Deps } from "./deps.ts";

/**
 * The bureau as it is when a case is locked, and who stands in for whom: its list of people was read at start, and
 * some may have left since, or gone on leave a moment ago. Of the rules only those that have not suspended themselves.
 */
export async function presentBureau(
  { bureau, clock }: Pick<Deps, "bureau" | "clock">,
  tx: Tx,
): Promise<Pick<Surroundings, "bureau" | "departed"> & { grants: readonly Grant[] }> {
  const [departed, grants, suspended] = await Promise.all([
    departedNow(tx),
    grantsNow(tx, clock.now()),
    suspendedRules(tx),
  ]);
  const organisation = presentOrganisation(bureau.organisation, departed);
  const typicalPlans = bureau.typicalPlans.filter(({ id }) => !suspended.has(id));
  return { bureau: { ...bureau, organisation, typicalPlans }, grants, departed };
}
