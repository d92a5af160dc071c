import type { TaskId } from "../ids.ts";
import type { Act } from "./act.ts";
import { isTaskOfSeat, type Approval, type Task } from "./instance.ts";

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

/**
 * A task with all that were handed down to it, the first first: they are one wait of one seat. Whoever waited for
 * added signers and is asked again has not given it away.
 */
export function lineOfTask(approval: Pick<Approval, "acts" | "tasks">, taskId: TaskId): TaskId[] {
  const before = handoverTo(approval, taskId)?.taskId ?? suspendedBefore(approval, taskId);
  return before === undefined ? [taskId] : [...lineOfTask(approval, before), taskId];
}

/** The task of the same seat before this one, where it ended only because others were to be heard first. */
function suspendedBefore({ tasks }: Pick<Approval, "tasks">, taskId: TaskId): TaskId | undefined {
  return tasks
    .filter(({ id }) => id === taskId)
    .map((task) => {
      const before = tasks.slice(0, tasks.indexOf(task));
      return before.findLast((one) => isTaskOfSeat(one, task, task));
    })
    .find((before) => before?.cancelReason === "signers-added")?.id;
}
