import { askSeat, type Holding } from "../approval/ask-seat.ts";
import { isCoOwned } from "../approval/escalation.ts";
import { closeTasks } from "../approval/close-nodes.ts";
import type { EngineFacts, Progress } from "../approval/engine-facts.ts";
import type { Approval, Task } from "../approval/instance.ts";
import { nodeOfTask, pendingTasks, principalOf, tasksOfSeat } from "../approval/tasks.ts";
import { withApproval, type CaseFile } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import type { CancelReason, CaseEvent } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";
import type { Surroundings } from "../surroundings.ts";

/** A file with what has happened to it; nothing here can be refused. */
export interface Settled {
  next: CaseFile;
  events: readonly CaseEvent[];
}

/**
 * Compares who is asked with who is to be asked now, and hands over what is in the wrong hands. It asks how things
 * are and not what has happened, so it may run at any time, and a second run changes nothing.
 */
export function settleHolders(file: CaseFile, around: Surroundings): Settled {
  return file.approvals.reduce<Settled>(
    (settled, approval) => settleApproval(settled, approval, around),
    { next: file, events: [] },
  );
}

function settleApproval(settled: Settled, approval: Approval, around: Surroundings): Settled {
  const { next: file } = settled;
  const situation = situationOf({ file, approval }, around);
  const pending = pendingTasks(approval);
  if (situation === undefined || pending.length === 0) return settled;
  const facts = engineFacts(situation);
  const progress = pending
    .filter((task) => waitingFor(approval, task)[0] === task)
    .reduce<Progress>((sum, task) => settleSeat(sum, task, facts), {
      approval,
      events: settled.events,
    });
  if (progress.approval === approval) return settled;
  const next = withLeavings(progress.approval, approval, around.departed ?? new Map());
  return { next: withApproval(file, next), events: progress.events };
}

/** Keeps since when those had left whose tasks have just been handed over. */
function withLeavings(
  approval: Approval,
  before: Approval,
  departed: ReadonlyMap<StaffId, Date>,
): Approval {
  const tasks = approval.tasks.map((task): Task => {
    const isHandedOver = task.cancelReason === "left" && !before.tasks.includes(task);
    const leftAt = isHandedOver ? departed.get(task.holder) : undefined;
    return leftAt === undefined ? task : { ...task, leftAt };
  });
  return { ...approval, tasks };
}

/** One of the tasks that wait for the seat stands for it. */
function settleSeat(progress: Progress, task: Task, facts: EngineFacts): Progress {
  const { approval } = progress;
  const node = nodeOfTask(approval, task);
  const seat = node?.seats.find(({ seatNo }) => seatNo === task.seatNo);
  if (node === undefined || seat === undefined) return progress;
  const wanted = facts.holdersOf({ approval, node, seat });
  const waiting = waitingFor(approval, task);
  const { round, nodeId, seatNo, dueAt } = task;
  const closed = waiting
    .filter((one) => !wanted.some((to) => isAsked(to, one)))
    .reduce(
      (sum, one) => closeTasks(sum, [one], { reason: reasonOf(one, wanted), at: facts.at }),
      progress,
    );
  return wanted
    .filter((to) => !waiting.some((one) => isAsked(to, one)))
    .reduce((sum, to) => askSeat(sum, { round, nodeId, seatNo, dueAt, to }, facts), closed);
}

/** Whoever was called in from above is not compared: they are asked beside whomever the seat belongs to. */
function waitingFor(approval: Approval, task: Task): Task[] {
  return tasksOfSeat(approval, task).filter(
    (one) => one.status === "pending" && !isCoOwned(approval, one),
  );
}

function isAsked(to: Holding, { holder, onBehalfOf }: Task): boolean {
  return to.holder === holder && to.onBehalfOf?.grantId === onBehalfOf?.grantId;
}

function reasonOf(task: Task, wanted: readonly Holding[]): CancelReason {
  const principal = principalOf(task);
  const isStoodInFor = wanted.some(({ onBehalfOf }) => onBehalfOf?.principal === principal);
  if (task.onBehalfOf === undefined) return isStoodInFor ? "delegation-start" : "left";
  const back = isStoodInFor ? undefined : wanted.find(({ holder }) => holder === principal);
  return back === undefined ? "stand-in-changed" : GIVEN_BACK[back.untaken ?? "over"];
}

/** Why the owner of a seat is asked again, who may still be on leave. */
const GIVEN_BACK = {
  over: "delegation-end",
  circle: "delegation-circle",
  nobody: "delegation-untaken",
} as const;
