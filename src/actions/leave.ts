import type { StaffId } from "../domain/ids.ts";
import type { Grant, LeaveTerms } from "../domain/leave/grant.ts";
import {
  whyNotAccept,
  whyNotEnd,
  whyNotGrant,
  type LeaveRefusal,
} from "../domain/leave/why-not-grant.ts";
import {
  acceptedNotices,
  endedNotices,
  offeredNotices,
  type LeaveNotice,
} from "../messages/leave-notices.ts";
import { inTransaction, type Tx } from "../store/db.ts";
import {
  acceptGrant,
  endGrant,
  grantsOf,
  insertGrant,
  lockGrant,
  nextGrantId,
  unendedOf,
} from "../store/leave-grants.ts";
import { addToOutbox } from "../store/outbox.ts";
import type { Deps } from "./deps.ts";
import { handOverTasks } from "./hand-over-tasks.ts";
import { presentBureau } from "./present-bureau.ts";

export type LeaveResult = { ok: true; grant: Grant } | { ok: false; refusal: LeaveRefusal };

const MOST_LISTED = 50;

/** What somebody has handed over or been handed; undefined for everybody's. */
export function listLeave({ db }: Deps, userid: StaffId | undefined): Promise<Grant[]> {
  return grantsOf(db, userid, MOST_LISTED);
}

/** Makes a grant; it acts once the delegate has accepted it, which they are asked for. */
export async function offerLeave(
  deps: Deps,
  { terms, by }: { terms: LeaveTerms; by: StaffId },
): Promise<LeaveResult> {
  const result = await inTransaction<LeaveResult>(deps.db, async (tx) => {
    const id = await nextGrantId(tx);
    const others = await unendedOf(tx, terms.principal);
    const at = deps.clock.now();
    const { organisation } = (await presentBureau(deps, tx)).bureau;
    const refusal = whyNotGrant({ terms, by, others, organisation, at });
    if (refusal !== undefined) return { ok: false, refusal };
    const made = { madeBy: by, madeAt: at, acceptedAt: undefined, endedAt: undefined };
    const grant: Grant = { ...terms, id, ...made };
    insertGrant(tx, grant);
    queue(deps, tx, offeredNotices(grant, { ...deps, now: at }));
    return { ok: true, grant };
  });
  deps.nudge();
  return result;
}

/** The delegate accepts; what already waits for the principal is handed over at once. */
export function acceptLeave(deps: Deps, act: LeaveAct): Promise<LeaveResult> {
  return changeGrant(deps, act, (tx, grant, at) => {
    const refusal = whyNotAccept(grant, act.by, at);
    if (refusal !== undefined) return refusal;
    acceptGrant(tx, grant.id, at);
    queue(deps, tx, acceptedNotices(grant, { ...deps, now: at }));
    return undefined;
  });
}

/** Ends a grant before its time, or declines one; what waits for the delegate goes back at once. */
export function endLeave(deps: Deps, act: LeaveAct): Promise<LeaveResult> {
  const { organisation } = deps.bureau;
  return changeGrant(deps, act, (tx, grant, at) => {
    const refusal = whyNotEnd(grant, { by: act.by, organisation }, at);
    if (refusal !== undefined) return refusal;
    endGrant(tx, grant.id, { by: act.by, at });
    queue(deps, tx, endedNotices(grant, { ...deps, by: act.by, now: at }));
    return undefined;
  });
}

export interface LeaveAct {
  id: number;
  by: StaffId;
}

async function changeGrant(
  deps: Deps,
  { id }: LeaveAct,
  change: (tx: Tx, grant: Grant, at: Date) => LeaveRefusal | undefined,
): Promise<LeaveResult> {
  const result = await inTransaction<LeaveResult>(deps.db, async (tx) => {
    const grant = await lockGrant(tx, id);
    if (grant === undefined) return { ok: false, refusal: { code: "not-open" } };
    const refusal = change(tx, grant, deps.clock.now());
    return refusal === undefined ? { ok: true, grant } : { ok: false, refusal };
  });
  deps.nudge();
  // The clock would do it within a minute; whoever pressed is looking at it now.
  if (result.ok) await handOverTasks(deps);
  return result;
}

function queue({ clock }: Deps, tx: Tx, notices: readonly LeaveNotice[]): void {
  const at = clock.now();
  const rows = notices.map(({ to, content }) => ({
    message: { kind: "send-text", to, content },
    orderKey: `to:${to}`,
    lane: "normal" as const,
    availableAt: at,
  }));
  if (rows.length > 0) addToOutbox(tx, rows, at);
}
