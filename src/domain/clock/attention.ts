import { promiseOf } from "../approval/acknowledge.ts";
import { isCoOwned } from "../approval/escalation.ts";
import type { Approval, Task } from "../approval/instance.ts";
import { nodeOfTask, askingTasks } from "../approval/tasks.ts";
import { ladderSoFar } from "../approval/ladder-so-far.ts";
import { heldUntil, isHeld } from "../approval/undo.ts";
import { timeoutMoment } from "../automatic/timeout-moment.ts";
import { cardStepOf } from "../card-step.ts";
import type { Bureau } from "../bureau.ts";
import type { CaseFile } from "../case-file.ts";
import { dueRungs, type DueRungs, type Ladder } from "../time/ladder.ts";
import { rungsAfterPromise } from "../time/promise.ts";
import { nextWorkingMoment } from "../time/working-minutes.ts";

/** What the ladder of a task asks for now; undefined when its ladder is not configured any more. */
export function ladderOfTask(
  bureau: Bureau,
  { approval, task }: { approval: Approval; task: Task },
  now: Date,
): { ladder: Ladder; due: DueRungs } | undefined {
  const node = nodeOfTask(approval, task);
  const ladder = bureau.ladders.find((one) => one.id === node?.ladderId);
  if (ladder === undefined) return undefined;
  const { openedAt, rungs } = ladderSoFar(approval, task);
  const fired = new Set(rungs.map(({ rungId }) => rungId));
  const { dueAt } = task;
  const question = { ladder, calendar: bureau.calendar, openedAt, dueAt, fired, now };
  const promisedAt = promiseOf(approval, task);
  const isOpen = promisedAt !== undefined && !rungs.some(({ firedAt }) => firedAt >= promisedAt);
  return { ladder, due: isOpen ? rungsAfterPromise(question, promisedAt) : dueRungs(question) };
}

/** When a case next wants to be looked at by the clock: for the earliest rung or card of any pending task. */
export function nextAttentionAt(bureau: Bureau, file: CaseFile, now: Date): Date | undefined {
  const moments = file.approvals.flatMap((approval) =>
    askingTasks(approval).flatMap((task) => {
      const until = heldUntil(approval, task);
      if (until !== undefined && now < until) return [until];
      const timeoutAt = timeoutMoment(bureau, { approval, task }, now);
      const rungAt = rungMoment(bureau, { approval, task }, now);
      return [rungAt ?? [], timeoutAt ?? [], cardMoment(bureau, { file, task }, now) ?? []].flat();
    }),
  );
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** Tasks that a ladder is about: who was called in from above is not reminded apart, who has heard nothing yet not at all. */
export function ladderTasks(approval: Approval, at: Date): Task[] {
  return askingTasks(approval).filter(
    (task) => !isCoOwned(approval, task) && !isHeld(approval, task, at),
  );
}

function rungMoment(
  bureau: Bureau,
  { approval, task }: { approval: Approval; task: Task },
  now: Date,
): Date | undefined {
  if (isCoOwned(approval, task)) return undefined;
  const asked = ladderOfTask(bureau, { approval, task }, now)?.due;
  return asked?.fire === undefined ? asked?.nextAt : now;
}

/** When the clock has to do something about a task's card: in working time, so never before the next of it. */
function cardMoment(
  { calendar }: Bureau,
  { file, task }: { file: CaseFile; task: Task },
  now: Date,
): Date | undefined {
  const at = cardStepOf(calendar, file, task.id)?.at;
  return at === undefined || at > now ? at : nextWorkingMoment(calendar, now);
}
