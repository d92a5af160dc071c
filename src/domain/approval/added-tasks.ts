import type { StaffId } from "../ids.ts";
import type { CancelReason, CaseEvent } from "../outcome.ts";
import { takeBackOf, type Act } from "./act.ts";
import { addedBy, isBeforeAdder, isOpinionSeat, subtreeOf } from "./added-seats.ts";
import type { Approval, ApprovalNode, Decision, Seat, Task } from "./instance.ts";
import { decisionOfTask, isTaskOfSeat, nodeOfTask, pendingTasks, tasksOfSeat } from "./tasks.ts";

/** The seats of the node of a task. */
export function seatsOfNode(approval: Approval, task: Task): readonly Seat[] {
  return nodeOfTask(approval, task)?.seats ?? [];
}

/** The seat of a task; undefined when it was removed (减签). */
export function seatOfTask(approval: Approval, task: Task): Seat | undefined {
  return seatsOfNode(approval, task).find(({ seatNo }) => seatNo === task.seatNo);
}

/** Tells whether whoever holds a task is asked for an opinion only: before somebody else decides, or for them. */
export function isOpinionTask(approval: Approval, task: Task): boolean {
  const seat = seatOfTask(approval, task);
  return seat !== undefined && isOpinionSeat(seatsOfNode(approval, task), seat);
}

/**
 * Tells whether the holder of a task says yes or no, and can neither return nor reject: who is asked for an opinion, and
 * who is asked whether an approval is to be revoked.
 */
export function answersYesOrNo(approval: Approval, task: Task): boolean {
  return approval.revokes !== undefined || isOpinionTask(approval, task);
}

/** The act by which somebody was added to the signers and so came to this task. */
export function addingTo(approval: Approval, task: Task): Act | undefined {
  return actsOnSigners(approval, task).find(
    ({ kind, signers }) => kind !== "remove-signer" && signers?.seatNos.includes(task.seatNo),
  );
}

/** The act by which the seat of a task was removed, if it was. */
export function removalOf(approval: Approval, task: Task): Act | undefined {
  return actsOnSigners(approval, task).find(
    ({ kind, signers }) => kind === "remove-signer" && signers?.seatNos.includes(task.seatNo),
  );
}

function actsOnSigners(approval: Approval, { round, nodeId }: Task): Act[] {
  return approval.acts.filter(({ taskId, signers }) => {
    const about = approval.tasks.find(({ id }) => id === taskId);
    return signers !== undefined && about?.round === round && about.nodeId === nodeId;
  });
}

/** The last act by which the seat of a task has added others, up to a moment. */
export function lastAddingBy(approval: Approval, task: Task, until?: Date): Act | undefined {
  const own = new Set(tasksOfSeat(approval, task).map(({ id }) => id));
  return approval.acts.findLast(
    ({ kind, taskId, signers, at }) =>
      signers !== undefined &&
      kind !== "remove-signer" &&
      taskId !== undefined &&
      own.has(taskId) &&
      (until === undefined || at <= until),
  );
}

/** Whom the seat of a task waits for at this moment: everybody who is asked on its behalf. */
export function waitsFor(approval: Approval, task: Task): StaffId[] {
  const seats = seatsOfNode(approval, task);
  const heard = addedBy(seats, task.seatNo)
    .filter(({ added }) => added?.placing !== "beside")
    .flatMap((seat) => subtreeOf(seats, seat));
  return pendingTasks(approval)
    .filter((one) => heard.some((seat) => isTaskOfSeat(one, task, seat)))
    .map(({ holder }) => holder);
}

/** What those have said whom the holder of a task wanted to hear first, in the order of the seats. */
export function opinionsFor(approval: Approval, task: Task): Decision[] {
  const seats = seatsOfNode(approval, task);
  const heard = addedBy(seats, task.seatNo).filter(({ added }) => isBeforeAdder(added?.placing));
  const beside = heard
    .flatMap(({ seatNo }) => addedBy(seats, seatNo))
    .filter(({ added }) => added?.placing === "beside");
  return [...heard, ...beside]
    .flatMap(({ seatNo }) => tasksOfSeat(approval, { ...task, seatNo }))
    .filter(({ id }) => takeBackOf(approval, id) === undefined)
    .flatMap(({ id }) => decisionOfTask(approval, id) ?? []);
}

/** Those who wait in a node for others whom they had added: their seats were asked for nothing since. */
export function waitingTasks(
  approval: Approval,
  { round, nodeId }: Pick<ApprovalNode, "round" | "nodeId">,
): Task[] {
  return approval.tasks.filter(
    (task) =>
      task.round === round &&
      task.nodeId === nodeId &&
      task.cancelReason === "signers-added" &&
      tasksOfSeat(approval, task).at(-1) === task,
  );
}

/**
 * Whoever waits for others in a node that had passed and is open again: they had been told that the wait was over.
 *
 * @param before the node as it was
 */
export function resumedWaits(approval: Approval, before: ApprovalNode): CaseEvent[] {
  if (before.status === "open") return [];
  return waitingTasks(approval, before)
    .filter((task) => reasonNow(approval, task) === "signers-added")
    .map(({ id }) => ({ kind: "wait-resumed", taskId: id }));
}

/** Why a task has ended, as of now: whoever waited for others may have come to wait in vain. */
export function reasonNow(approval: Approval, task: Task): CancelReason | undefined {
  const node = nodeOfTask(approval, task);
  const isWaiting = node !== undefined && waitingTasks(approval, node).includes(task);
  return (isWaiting ? whyInVain(approval, task, node) : undefined) ?? task.cancelReason;
}

/** Why whoever waits for others will not be asked again; undefined while they will, and at the end of a version. */
function whyInVain(
  approval: Approval,
  task: Task,
  { status, mode, recalled }: ApprovalNode,
): CancelReason | undefined {
  if (removalOf(approval, task) !== undefined) return "signer-removed";
  if (status === "passed") return mode.rule === "any" ? "any-one-decided" : "quorum-met";
  if (status === "open" || approval.status !== "running") return undefined;
  const by = recalled && decisionOfTask(approval, recalled.by);
  return by?.verb === "return" ? "returned" : "taken-back";
}
