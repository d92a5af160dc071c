import type { TaskId } from "../ids.ts";
import type { Act } from "./act.ts";
import type { Approval, Task } from "./instance.ts";

type Acts = Pick<Approval, "acts">;

/** The transfer by which a task was given away, if it was. */
export function handoverOf({ acts }: Acts, taskId: TaskId): Act | undefined {
  return acts.find((act) => act.kind === "transfer" && act.taskId === taskId);
}

/** The transfer by which a task came to its holder, if it did. */
export function handoverTo({ acts }: Acts, taskId: TaskId): Act | undefined {
  return acts.find((act) => act.kind === "transfer" && act.nextTaskId === taskId);
}

/** The task that took the place of one that was given away. */
export function receiverOf(approval: Approval, taskId: TaskId): Task | undefined {
  const nextId = handoverOf(approval, taskId)?.nextTaskId;
  return nextId === undefined ? undefined : approval.tasks.find(({ id }) => id === nextId);
}

/** A task with all that were handed down to it, the first first: they are one wait of one seat. */
export function lineOfTask(approval: Acts, taskId: TaskId): TaskId[] {
  const before = handoverTo(approval, taskId)?.taskId;
  return before === undefined ? [taskId] : [...lineOfTask(approval, before), taskId];
}
