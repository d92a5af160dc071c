import type { StaffId } from "../domain/ids.ts";
import { personOf } from "../domain/people/organisation.ts";
import { inTransaction } from "../store/db.ts";
import { noteLeft, noteReturned, type DepartureSource } from "../store/departures.ts";
import { endGrantsOf } from "../store/leave-grants.ts";
import type { Deps } from "./deps.ts";

/** Somebody has left, or is there again, as an event says or the directory shows. */
export interface PresenceChange {
  userid: StaffId;
  /** When it happened; undefined for now. */
  at: Date | undefined;
  change: { kind: "left"; source: DepartureSource } | { kind: "returned" };
}

export type PresenceDeps = Pick<Deps, "db" | "clock" | "bureau" | "log">;

/**
 * Notes for all processes who has left and who has come back; twice is as good as once. People whom the list does not
 * hold are nothing to us.
 */
export async function notePresence(
  { db, clock, bureau, log }: PresenceDeps,
  { userid, at, change }: PresenceChange,
): Promise<void> {
  if (personOf(bureau.organisation, userid) === undefined) return;
  const now = clock.now();
  // A moment in the future would outweigh all that is heard until then.
  const then = at === undefined || at > now ? now : at;
  await inTransaction(db, async (tx) => {
    if (change.kind === "returned") return noteReturned(tx, userid, then);
    noteLeft(tx, { userid, leftAt: then, source: change.source });
    return endGrantsOf(tx, userid, now);
  });
  log.info({ userid, change: change.kind }, "presence.noted");
}
