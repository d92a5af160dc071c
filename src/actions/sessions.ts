import type { StaffId } from "../domain/ids.ts";
import * as store from "../store/ended-sessions.ts";
import type { Deps } from "./deps.ts";

/** Ends a login for all instances: a copy of its cookie opens nothing any more. */
export function endSession({ db }: Deps, session: { id: string; until: Date }): Promise<void> {
  return store.endSession(db, session);
}

/** Whether a login was ended before its time, or its person has left. */
export function isSessionEnded(
  { db }: Deps,
  session: { id: string; userid: StaffId },
): Promise<boolean> {
  return store.isSessionEnded(db, session);
}
