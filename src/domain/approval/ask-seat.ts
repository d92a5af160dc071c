import { taskIdOf, taskNoOf, type StaffId } from "../ids.ts";
import type { CaseEvent } from "../outcome.ts";
import type { Approval, OnBehalfOf, Task } from "./instance.ts";

/** Who is asked for a seat. */
export interface Holding {
  holder: StaffId;
  /** Office in which they are asked. */
  label: string;
  /** For whom, while they are on leave. */
  onBehalfOf?: OnBehalfOf;
  /** Why somebody on leave is asked all the same: the delegates lead back to one another, or nobody can stand in. */
  untaken?: "circle" | "nobody";
  /** Who has left and could be replaced by nobody of their department. */
  unfilledSince?: StaffId;
}

/** A seat of a node in one round, and whom to ask for it. */
export interface Invitation extends Pick<Task, "round" | "nodeId" | "seatNo" | "dueAt"> {
  to: Holding;
}

/** Asks somebody for a seat: a task, and what is told of it. */
export function askSeat(
  { approval, events }: { approval: Approval; events: readonly CaseEvent[] },
  { to, ...place }: Invitation,
  facts: { at: Date; nextTaskNo: number },
): { approval: Approval; events: readonly CaseEvent[] } {
  const { holder, label, onBehalfOf, unfilledSince } = to;
  const task: Task = {
    id: taskIdOf(approval.caseId, freeTaskNo(approval, facts)),
    ...place,
    holder,
    label,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    status: "pending",
    cancelReason: undefined,
    keptFrom: undefined,
    openedAt: facts.at,
    closedAt: undefined,
  };
  const unfilled: CaseEvent[] =
    unfilledSince === undefined
      ? []
      : [{ kind: "seat-unfilled", taskId: task.id, left: unfilledSince }];
  return {
    approval: { ...approval, tasks: [...approval.tasks, task] },
    events: [...events, { kind: "task-opened", taskId: task.id }, ...unfilled],
  };
}

/** One verb may open several tasks: the number that was free when it began is so for the first of them only. */
function freeTaskNo({ tasks }: Approval, { nextTaskNo }: { nextTaskNo: number }): number {
  return tasks.reduce((free, { id }) => Math.max(free, taskNoOf(id) + 1), nextTaskNo);
}
