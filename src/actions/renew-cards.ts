import { askingTasks } from "../domain/approval/tasks.ts";
import { isHeld } from "../domain/approval/undo.ts";
import { cardsOfTask, type CaseFile } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { casesAsking } from "../store/look-ups.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/**
 * Sends a fresh card to everybody whose signature is asked for; old cards say so when they can still be changed.
 * For after a restore, when phones show signatures that the database has lost. Returns how many cards were queued.
 */
export async function renewCards(deps: Deps): Promise<number> {
  let cards = 0;
  for (const caseId of await casesAsking(deps.db)) {
    cards += await changeCase(deps, {
      caseId,
      verb: (file, { at }) => ({ ok: true, next: file, events: renewals(file, at) }),
      conclude: (_tx, outcome) => (outcome.ok ? outcome.events.length : 0),
    });
  }
  return cards;
}

function renewals(file: CaseFile, at: Date): CaseEvent[] {
  const heard = file.approvals.flatMap((approval) =>
    askingTasks(approval).filter((task) => !isHeld(approval, task, at)),
  );
  return heard.flatMap(({ id: taskId }): CaseEvent[] => {
    const newest = cardsOfTask(file, taskId).at(-1);
    return newest === undefined ? [] : [{ kind: "card-renewed", taskId, cardId: newest.id }];
  });
}
