import { taskIdOf, type StaffId } from "../ids.ts";
import { refuse, type CaseEvent, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, type Deed } from "./act.ts";
import { whyNotDecide } from "./why-not-decide.ts";
import { closeTasks } from "./close-nodes.ts";
import { isCoOwned } from "./escalation.ts";
import { giversOf, handoversOf } from "./handover.ts";
import type { Approval, Task } from "./instance.ts";
import { pendingTasks, tasksOfSeat, tasksTogether } from "./tasks.ts";
import { seatedWith } from "./seated.ts";

/** How often a seat can be given to somebody else in one round. */
export const MAX_HANDOVERS = 3;

/** Why this person may not give this task to anybody now; undefined when they may. */
export function whyNotTransfer(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): Refusal | undefined {
  const refusal = whyNotDecide(approval, { task, verb: "approve", by: { userid: by } });
  if (refusal?.code === "waits-for-signers") return { code: "cannot-transfer", why: "waiting" };
  if (refusal !== undefined) return refusal;
  return handoversOf(approval, task).length < MAX_HANDOVERS
    ? undefined
    : { code: "cannot-transfer", why: "too-often" };
}

/** Why this person of the organisation may not be given the task; undefined when they may. */
function whyNotReceive(
  approval: Approval,
  { task, to }: { task: Task; to: StaffId },
): Refusal | undefined {
  if (to === approval.submittedBy) return { code: "cannot-transfer", why: "to-submitter" };
  if (seatedWith(approval, task).includes(to)) return { code: "cannot-transfer", why: "seated" };
  return giversOf(approval, task).includes(to)
    ? { code: "cannot-transfer", why: "had-it" }
    : undefined;
}

/** 转办: somebody else is asked in place of the holder; seat, round, due time and ladder stay as they are. */
export function transfer(
  approval: Approval,
  { task, to, deed }: { task: Task; to: StaffId; deed: Deed },
  nextTaskNo: number,
): Outcome<Approval> {
  const refusal =
    whyNotTransfer(approval, { task, by: deed.by.userid }) ?? whyNotReceive(approval, { task, to });
  if (refusal !== undefined) return refuse(refusal);
  const given = tasksTogether(approval, task);
  // Where two may decide in one seat, it is given away for both; whoever gets it stands in for nobody.
  // Somebody above who was called in for being late goes on deciding too.
  const waiting = pendingTasks(approval).filter(
    (one) =>
      given.includes(one) ||
      (given.some((each) => tasksOfSeat(approval, each).includes(one)) &&
        !isCoOwned(approval, one)),
  );
  const taken = given.map(({ onBehalfOf: _standIn, ...one }, index): Task => ({
    ...one,
    id: taskIdOf(approval.caseId, nextTaskNo + index),
    holder: to,
  }));
  const { approval: closed, events } = closeTasks({ approval, events: [] }, waiting, {
    reason: "transferred",
    at: deed.at,
  });
  const acts = given.map(({ id: taskId }, index) =>
    actOf(approval, deed, { kind: "transfer", taskId, nextTaskId: taken[index]?.id }),
  );
  return {
    ok: true,
    next: {
      ...withHolder(closed, taken),
      tasks: [...closed.tasks, ...taken],
      acts: [...closed.acts, ...acts],
    },
    events: [
      ...events,
      ...taken.map(({ id }): CaseEvent => ({ kind: "task-opened", taskId: id })),
      ...taken.slice(0, 1).map(({ id }): CaseEvent => ({ kind: "task-transferred", taskId: id })),
    ],
  };
}

/** The seats of these tasks have another holder from now on. */
export function withHolder(approval: Approval, taken: readonly Task[]): Approval {
  const nodes = approval.nodes.map((node) => {
    const here = taken.filter(
      ({ nodeId, round }) => nodeId === node.nodeId && round === node.round,
    );
    if (here.length === 0) return node;
    const seats = node.seats.map((seat) => {
      const task = here.find(({ seatNo }) => seatNo === seat.seatNo);
      return task === undefined ? seat : { ...seat, holder: task.holder };
    });
    return { ...node, seats };
  });
  return { ...approval, nodes };
}
