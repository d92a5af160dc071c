import { askingTasks } from "../domain/approval/tasks.ts";
import { isHeld } from "../domain/approval/undo.ts";
import { newestCardOf, type Card, type CaseFile } from "../domain/case-file.ts";
import type { CaseEvent, Outage } from "../domain/outcome.ts";
import { MINUTE_MS } from "../lib/clock.ts";
import { casesAsking } from "../store/look-ups.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/**
 * Sends a fresh card to everybody whose signature is asked for; old cards say so when they can still be changed.
 * For after a restore, when phones show signatures that the database has lost; or, with an outage, for those who may
 * have pressed in it: what has been renewed since is not renewed again. Returns how many cards were queued.
 */
export async function renewCards(deps: Deps, outage?: Outage): Promise<number> {
  let cards = 0;
  for (const caseId of await casesAsking(deps.db)) {
    cards += await changeCase(deps, {
      caseId,
      verb: (file, { at }) => ({ ok: true, next: file, events: renewals(file, at, outage) }),
      conclude: (_tx, outcome) => (outcome.ok ? outcome.events.length : 0),
    });
  }
  return cards;
}

function renewals(file: CaseFile, at: Date, outage: Outage | undefined): CaseEvent[] {
  const heard = file.approvals.flatMap((approval) =>
    askingTasks(approval).filter((task) => !isHeld(approval, task, at)),
  );
  return heard.flatMap(({ id: taskId }): CaseEvent[] => {
    const newest = newestCardOf(file, taskId);
    if (newest === undefined) return [];
    const renewed = { kind: "card-renewed", taskId, cardId: newest.id } as const;
    if (outage === undefined) return [renewed];
    return mayHaveBeenPressed(newest, outage) ? [{ ...renewed, outage }] : [];
  });
}

/** A process may live on for a minute after it was last known to; whatever is made later was made after the outage. */
const LAST_SIGN_OF_LIFE_MS = MINUTE_MS;

function mayHaveBeenPressed({ madeAt, sentAt }: Card, { fromAt }: Outage): boolean {
  return sentAt !== undefined && madeAt.getTime() <= fromAt.getTime() + LAST_SIGN_OF_LIFE_MS;
}
