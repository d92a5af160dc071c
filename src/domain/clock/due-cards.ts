import { askingTasks } from "../approval/tasks.ts";
import type { Bureau } from "../bureau.ts";
import { cardStepOf } from "../card-step.ts";
import type { CaseFile } from "../case-file.ts";
import type { TaskId } from "../ids.ts";
import type { CaseEvent } from "../outcome.ts";
import { isWorkingTime } from "../time/working-minutes.ts";

/**
 * What is to be done now about the cards of pending tasks: those that never arrived, and those that grow too old.
 *
 * @param reminded tasks of which people are reminded now; a card that did not arrive goes again with the reminder
 */
export function dueCards(
  { calendar }: Bureau,
  { file, reminded }: { file: CaseFile; reminded: readonly TaskId[] },
  at: Date,
): CaseEvent[] {
  if (!isWorkingTime(calendar, at)) return [];
  return file.approvals.flatMap(askingTasks).flatMap(({ id: taskId }): CaseEvent[] => {
    const step = cardStepOf(calendar, file, taskId);
    if (step === undefined) return [];
    const isDue = step.at <= at || (step.kind === "resend" && reminded.includes(taskId));
    const kind = step.kind === "resend" ? "card-resent" : "card-renewed";
    return isDue ? [{ kind, taskId, cardId: step.card.id }] : [];
  });
}
