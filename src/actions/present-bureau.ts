import type { Bureau } from "../domain/bureau.ts";
import { presentOrganisation } from "../domain/present-organisation.ts";
import { departedNow } from "../store/departures.ts";
import type { Tx } from "../store/db.ts";
import type { Deps } from "./deps.ts";

/** The bureau as it is when a case is locked: its list of people was read at start, and some may have left since. */
export async function presentBureau({ bureau }: Pick<Deps, "bureau">, tx: Tx): Promise<Bureau> {
  const departed = await departedNow(tx);
  return { ...bureau, organisation: presentOrganisation(bureau.organisation, departed) };
}
