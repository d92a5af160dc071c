import type { StaffId } from "../domain/ids.ts";
import { findDepartures } from "../store/departures.ts";
import type { Deps } from "./deps.ts";
import { notePresence } from "./note-presence.ts";

/** So many may be found gone in one night, or so large a share; more looks like a wrong key, not like people who left. */
const MOST_GONE = 5;
const MOST_GONE_SHARE = 0.1;

/**
 * Asks the directory about everybody in the list of people, because events get lost, and notes who has left or come
 * back. Without the directory's keys there is nothing to ask.
 */
export async function sweepDirectory(deps: Deps): Promise<void> {
  const { lookUpMember, bureau, db, log } = deps;
  if (lookUpMember === undefined) return;
  const departed = new Set((await findDepartures(db)).map(({ userid }) => userid));
  const gone: StaffId[] = [];
  const back: StaffId[] = [];
  for (const { userid } of bureau.organisation.people) {
    const member = await lookUpMember(userid);
    if (member === "gone" && !departed.has(userid)) gone.push(userid);
    if (member === "there" && departed.has(userid)) back.push(userid);
  }
  log.info({ gone: gone.length, back: back.length }, "directory.swept");
  if (gone.length > Math.max(MOST_GONE, bureau.organisation.people.length * MOST_GONE_SHARE)) {
    log.error({ gone: gone.length }, "directory.too-many-gone");
    return;
  }
  const at = undefined;
  for (const userid of gone) {
    await notePresence(deps, { userid, at, change: { kind: "left", source: "directory" } });
  }
  for (const userid of back) await notePresence(deps, { userid, at, change: { kind: "returned" } });
}
