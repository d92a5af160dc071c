import type { StaffId } from "../ids.ts";
import { refuse, type CaseEvent, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, type Act, type Deed } from "./act.ts";
import { whyNotDecide } from "./why-not-decide.ts";
import type { Approval, Task } from "./instance.ts";
import { waitOfSeat } from "./tasks.ts";

/** How often a time may be promised for one wait of a seat, whoever holds it. */
export const MAX_PROMISES = 2;

/** Why this person may promise no time for this task now; undefined when they may. */
export function whyNotAcknowledge(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): Refusal | undefined {
  const refusal = whyNotDecide(approval, { task, verb: "approve", by: { userid: by } });
  if (refusal !== undefined) return refusal;
  const promises = promisesFor(approval, task).length;
  return promises < MAX_PROMISES ? undefined : { code: "cannot-promise", why: "too-often" };
}

/** 知悉: the holder says until when they will decide. */
export function acknowledge(
  approval: Approval,
  { task, until, deed }: { task: Task; until: Date; deed: Deed },
): Outcome<Approval> {
  const refusal = whyNotAcknowledge(approval, { task, by: deed.by.userid });
  if (refusal !== undefined) return refuse(refusal);
  if (until <= deed.at || until > task.dueAt) {
    return refuse({ code: "cannot-promise", why: "not-offered" });
  }
  const act = actOf(approval, deed, { kind: "acknowledge", taskId: task.id, until });
  const events: CaseEvent[] = [{ kind: "task-acknowledged", taskId: task.id }];
  return { ok: true, next: { ...approval, acts: [...approval.acts, act] }, events };
}

/** The moment that the holder of a task has promised last; who was given the task has promised nothing. */
export function promiseOf({ acts }: Approval, { id }: Task): Date | undefined {
  return acts.findLast(({ kind, taskId }) => kind === "acknowledge" && taskId === id)?.until;
}

function promisesFor(approval: Approval, task: Task): Act[] {
  const wait = new Set<string>(waitOfSeat(approval, task).map(({ id }) => id));
  return approval.acts.filter(
    ({ kind, taskId }) => kind === "acknowledge" && taskId !== undefined && wait.has(taskId),
  );
}
