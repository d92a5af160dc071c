import type { Bureau } from "../domain/bureau.ts";
import { presentOrganisation } from "../domain/present-organisation.ts";
import type { Grant } from "../domain/leave/grant.ts";
import { departedNow } from "../store/departures.ts";
import { grantsNow } from "../store/leave-grants.ts";
import type { Tx } from "../store/db.ts";
import type { Deps } from "./deps.ts";

/**
 * The bureau as it is when a case is locked, and who stands in for whom: its list of people was read at start, and
 * some may have left since, or gone on leave a moment ago.
 */
export async function presentBureau(
  { bureau }: Pick<Deps, "bureau">,
  tx: Tx,
): Promise<{ bureau: Bureau; grants: readonly Grant[] }> {
  const [departed, grants] = await Promise.all([departedNow(tx), grantsNow(tx)]);
  const organisation = presentOrganisation(bureau.organisation, departed);
  return { bureau: { ...bureau, organisation }, grants };
}
