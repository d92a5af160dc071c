import { ladderOfTask, ladderTasks } from "./attention.ts";
import type { Approval, FiredRung, Task } from "../approval/instance.ts";
import { nodeOfTask } from "../approval/tasks.ts";
import type { Bureau } from "../bureau.ts";
import { withApproval, type CaseFile } from "../case-file.ts";
import type { CaseEvent } from "../outcome.ts";
import type { DueRungs, Ladder } from "../time/ladder.ts";

type RungFired = Extract<CaseEvent, { kind: "rung-fired" }>;

/** Fires every rung that is due: records it and what it overtakes, and tells of the one that is sent. */
export function fireDueRungs(
  bureau: Bureau,
  file: CaseFile,
  at: Date,
): { next: CaseFile; events: readonly RungFired[] } {
  let next = file;
  const events: RungFired[] = [];
  for (const approval of file.approvals) {
    const fired = ladderTasks(approval, at).flatMap((task) =>
      firedOf(bureau, { approval, task }, at),
    );
    const firedRungs = [...approval.firedRungs, ...fired.flatMap(({ rungs }) => rungs)];
    if (fired.length > 0) next = withApproval(next, { ...approval, firedRungs });
    events.push(...eventsOf(approval, fired));
  }
  return { next, events };
}

/** What the ladder of one task asked for: rungs to be recorded, and the one of them that is sent. */
interface Fired {
  task: Task;
  rungs: FiredRung[];
  sent: { rungId: string; skipped: string[] } | undefined;
}

function firedOf(
  bureau: Bureau,
  { approval, task }: { approval: Approval; task: Task },
  at: Date,
): Fired[] {
  const asked = ladderOfTask(bureau, { approval, task }, at);
  if (asked === undefined) return [];
  const { fire } = asked.due;
  const skipped = asked.due.skipped.map(({ id }) => id);
  const rungs = recordsOf(task, asked, at);
  if (rungs.length === 0) return [];
  return [{ task, rungs, sent: fire && { rungId: fire.id, skipped } }];
}

/** The rung of one task that is due, and those it overtakes: recorded, never sent. */
function recordsOf(
  task: Task,
  { ladder, due }: { ladder: Ladder; due: DueRungs },
  at: Date,
): FiredRung[] {
  const record = (rungId: string, result: FiredRung["result"]): FiredRung => ({
    taskId: task.id,
    round: task.round,
    ladder: `${ladder.id}@${ladder.version}`,
    rungId,
    firedAt: at,
    result,
  });
  const skipped = due.skipped.map(({ id }) => record(id, "skipped"));
  return due.fire === undefined ? skipped : [...skipped, record(due.fire.id, "sent")];
}

/**
 * One event for all signers who were asked together and reached the same rung, in one node or in several side by side,
 * so that nobody is told three times.
 */
function eventsOf(approval: Approval, fired: readonly Fired[]): RungFired[] {
  const together = new Map<string, RungFired>();
  for (const { task, sent } of fired) {
    if (sent === undefined) continue;
    const ladderId = nodeOfTask(approval, task)?.ladderId;
    const times = [task.openedAt.getTime(), task.dueAt.getTime()];
    const key = [ladderId, sent.rungId, ...sent.skipped, ...times].join(" ");
    const taskIds = [...(together.get(key)?.taskIds ?? []), task.id];
    together.set(key, { kind: "rung-fired", approvalId: approval.id, taskIds, ...sent });
  }
  return [...together.values()];
}
