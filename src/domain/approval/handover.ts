import type { TaskId } from "../ids.ts";
import type { Act } from "./act.ts";
import { tasksOfSeat, type Approval, type Task } from "./instance.ts";

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

/** The tasks of the seat of a task that were given away in its round, whoever held it then, and stood in for whom. */
export function givenAway(approval: Approval, task: Task): Task[] {
  return tasksOfSeat(approval, task).filter(({ cancelReason }) => cancelReason === "transferred");
}

/** The transfers of the seat of a task in its round, the first first. */
export function handoversOf(approval: Approval, task: Task): Act[] {
  return tasksOfSeat(approval, task).flatMap(({ id }) => handoverOf(approval, id) ?? []);
}
