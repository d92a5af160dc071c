import { SYSTEM, type StaffId } from "../ids.ts";
import type { CaseEvent } from "../outcome.ts";
import { actOf, type TimeoutActKind } from "./act.ts";
import { askSeat } from "./ask-seat.ts";
import { closeTasks } from "./close-nodes.ts";
import type { Progress } from "./engine-facts.ts";
import type { Approval, Task } from "./instance.ts";
import { tasksOfSeat, tasksTogether } from "./tasks.ts";
import { withHolder } from "./transfer.ts";

export interface Call {
  kind: TimeoutActKind;
  task: Task;
  to: { holder: StaffId; label: string };
  text: string;
}

/** The clock does it; nobody is named. */
const BY_SYSTEM = { userid: SYSTEM, name: "系统", position: "", department: "" };

/**
 * Somebody above is asked for the seats of a task that nobody has decided in time: beside its holder (提级), or in their
 * place (超时接办). Round, due time and ladder stay.
 */
export function callSuperior(
  approval: Approval,
  { kind, task, to, text }: Call,
  facts: { at: Date; nextTaskNo: number },
): Progress {
  const late = tasksTogether(approval, task);
  const taken = kind === "take-over" ? late.flatMap((one) => waitingBeside(approval, one)) : [];
  const before: Progress = { approval, events: [] };
  const closed = closeTasks(before, taken, { reason: "taken-over", at: facts.at });
  const called = late.reduce<Progress>((sum, { round, nodeId, seatNo, dueAt }) => {
    return askSeat(sum, { round, nodeId, seatNo, dueAt, to }, facts);
  }, closed);
  const fresh = called.approval.tasks.slice(approval.tasks.length);
  const acts = late.map(({ id: taskId }, index) =>
    actOf(
      approval,
      { by: BY_SYSTEM, text, at: facts.at },
      { kind, taskId, nextTaskId: fresh[index]?.id },
    ),
  );
  const owned = kind === "take-over" ? withHolder(called.approval, fresh) : called.approval;
  const told = fresh
    .slice(0, 1)
    .map(({ id }): CaseEvent => ({ kind: "task-escalated", taskId: id }));
  return {
    approval: { ...owned, acts: [...owned.acts, ...acts] },
    events: [...called.events, ...told],
  };
}

function waitingBeside(approval: Approval, task: Task): Task[] {
  return tasksOfSeat(approval, task).filter(({ status }) => status === "pending");
}
