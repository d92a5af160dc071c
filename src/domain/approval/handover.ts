import type { StaffId, TaskId } from "../ids.ts";
import type { Act } from "./act.ts";
import type { Approval, Task } from "./instance.ts";
import { isTaskOfSeat, principalOf, tasksOfSeat } from "./tasks.ts";

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

/** Who gave a seat away in a round, or stood in for whom when they did: it never comes back to them. */
export function giversOf(
  { tasks }: Pick<Approval, "tasks">,
  seat: Pick<Task, "round" | "nodeId" | "seatNo">,
): StaffId[] {
  return tasks
    .filter((one) => isTaskOfSeat(one, seat, seat) && one.cancelReason === "transferred")
    .flatMap((one) => [one.holder, principalOf(one)]);
}

/** The transfers of the seat of a task in its round, the first first. */
export function handoversOf(approval: Approval, task: Task): Act[] {
  return tasksOfSeat(approval, task).flatMap(({ id }) => handoverOf(approval, id) ?? []);
}
