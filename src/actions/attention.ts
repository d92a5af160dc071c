import { nodeOfTask, pendingTasks, type Approval, type Task } from "../domain/approval/instance.ts";
import type { Bureau } from "../domain/bureau.ts";
import type { CaseFile } from "../domain/case-file.ts";
import { dueRungs, type DueRungs, type Ladder } from "../domain/time/ladder.ts";

/** What the ladder of a task asks for now; undefined when its ladder is not configured any more. */
export function ladderOfTask(
  bureau: Bureau,
  { approval, task }: { approval: Approval; task: Task },
  now: Date,
): { ladder: Ladder; due: DueRungs } | undefined {
  const node = nodeOfTask(approval, task);
  const ladder = bureau.ladders.find((one) => one.id === node?.ladderId);
  if (ladder === undefined) return undefined;
  const fired = new Set(
    approval.firedRungs
      .filter((rung) => rung.taskId === task.id && rung.round === task.round)
      .map((rung) => rung.rungId),
  );
  const due = dueRungs({
    ladder,
    calendar: bureau.calendar,
    openedAt: task.openedAt,
    dueAt: task.dueAt,
    fired,
    now,
  });
  return { ladder, due };
}

/** When a case next wants to be looked at by the clock: the earliest rung of any pending task. */
export function nextAttentionAt(bureau: Bureau, file: CaseFile, now: Date): Date | undefined {
  const moments = file.approvals.flatMap((approval) =>
    pendingTasks(approval).flatMap((task) => {
      const asked = ladderOfTask(bureau, { approval, task }, now);
      if (asked === undefined) return [];
      return asked.due.fire === undefined ? (asked.due.nextAt ?? []) : now;
    }),
  );
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
