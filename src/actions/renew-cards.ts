import { askingTasks } from "../domain/approval/tasks.ts";
import { isHeld } from "../domain/approval/undo.ts";
import { newestCardOf, type Card, type CaseFile } from "../domain/case-file.ts";
import type { CaseId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { MINUTE_MS } from "../lib/clock.ts";
import { DatabaseAway } from "../store/db.ts";
import { casesAsking } from "../store/look-ups.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/**
 * Sends a fresh card to everybody whose signature is asked for; old cards say so when they can still be changed.
 * For after a restore, when phones show signatures that the database has lost; or for those who may have pressed since
 * a moment from which on nothing was heard: what has been renewed after it is not renewed again.
 * A case that fails is logged and counted, and does not stop the others. Returns how many cards were queued.
 * @throws DatabaseAway
 */
export async function renewCards(deps: Deps, unheardSince?: Date): Promise<number> {
  let cards = 0;
  for (const caseId of await casesAsking(deps.db)) {
    cards += await renewOrLog(deps, caseId, unheardSince);
  }
  return cards;
}

async function renewOrLog(
  deps: Deps,
  caseId: CaseId,
  unheardSince: Date | undefined,
): Promise<number> {
  try {
    return await changeCase(deps, {
      caseId,
      spreadMs: deps.alertSpreadMs,
      verb: (file, { at }) => ({ ok: true, next: file, events: renewals(file, at, unheardSince) }),
      conclude: (_tx, outcome) => (outcome.ok ? outcome.events.length : 0),
    });
  } catch (error) {
    if (error instanceof DatabaseAway) throw error;
    deps.log.error({ err: error, caseId }, "renew.case-failed");
    deps.countClockFault();
    return 0;
  }
}

function renewals(file: CaseFile, at: Date, unheardSince: Date | undefined): CaseEvent[] {
  const asked = file.approvals.flatMap((approval) =>
    askingTasks(approval).filter((task) => !isHeld(approval, task, at)),
  );
  return asked.flatMap(({ id: taskId }): CaseEvent[] => {
    const newest = newestCardOf(file, taskId);
    if (newest === undefined) return [];
    const renewed = { kind: "card-renewed", taskId, cardId: newest.id } as const;
    if (unheardSince === undefined) return [renewed];
    return mayHaveBeenPressed(newest, unheardSince) ? [{ ...renewed, unheardSince }] : [];
  });
}

/** A process may live on for a minute after it was last known to; whatever is made later was made after the outage. */
const LAST_SIGN_OF_LIFE_MS = MINUTE_MS;

function mayHaveBeenPressed({ madeAt, sentAt }: Card, unheardSince: Date): boolean {
  return sentAt !== undefined && madeAt.getTime() <= unheardSince.getTime() + LAST_SIGN_OF_LIFE_MS;
}
