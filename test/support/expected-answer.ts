// What a press on a task is answered, worked out from the state alone and apart from the program.
import { takeBackOf } from "../../src/domain/approval/act.ts";
import type { Approval, Seat, Task } from "../../src/domain/approval/instance.ts";
import { nodeOfTask, pendingTasks } from "../../src/domain/approval/tasks.ts";
import { slotOf, standingOf } from "./in-every-state.ts";
import type { StaffedNode } from "./play-approval.ts";
import type { Step } from "./random-approval.ts";

export function hasPassed(node: StaffedNode, approval: Approval): boolean {
  const { outcome, isClosed } = standingOf(node, approval);
  return isClosed && outcome === "passed";
}

/** Code of the refusal, or `signed`. */
export function expectedAnswer(
  { before, flow }: { before: Approval; flow: readonly StaffedNode[] },
  { task, by, verb, returnTo }: NonNullable<Step["press"]>,
): string {
  const node = nodeOfTask(before, task);
  if (takeBackOf(before, task.id) !== undefined) return "taken-back";
  const signature = before.decisions.find(({ taskId }) => taskId === (task.keptFrom ?? task.id));
  if (signature?.decidedBy === by) return "already-decided-by-you";
  if (signature !== undefined) return "already-decided";
  if ((node?.documentVersion ?? 0) < before.documentVersion) return ofOlder(before);
  if (before.status === "withdrawn") return "withdrawn";
  if (task.cancelReason === "transferred") return "transferred";
  if (task.cancelReason === "returned") return node?.recalled ? "sent-back" : "returned";
  if (task.cancelReason === "any-one-decided") return ofAnother(before, task);
  if (task.cancelReason === "quorum-met" || task.cancelReason === "taken-back") return "closed";
  if (task.cancelReason === "signer-removed") return "signer-removed";
  if (task.cancelReason === "signers-heard") return "closed";
  if (task.cancelReason === "signers-added") return whileWaiting(before, task);
  if (task.cancelReason !== undefined) return "rejected";
  if (task.holder !== by) return "not-your-task";
  const isCertain = flow
    .map((node) => ({ node, ...standingOf(node, before) }))
    .filter(({ isClosed }) => !isClosed)
    .some(
      ({ node, outcome }) =>
        outcome === "failed" || (outcome === "passed" && node.id === task.nodeId),
    );
  if (verb !== "return" || ofOpinion(before, task)) return "signed";
  if (isCertain) return "outcome-certain";
  const mayGoThere = returnTo === undefined || isBefore(returnTo, task.nodeId, { before, flow });
  return mayGoThere ? "signed" : "cannot-return";
}

/** Whoever was the last to decide in the node is named; they may have taken it back since. */
function ofAnother({ decisions, acts }: Approval, { round, nodeId }: Task): string {
  const last = decisions.findLast((one) => one.round === round && one.nodeId === nodeId);
  const isBack = acts.some(({ kind, taskId }) => kind === "take-back" && taskId === last?.taskId);
  return isBack ? "taken-back" : "already-decided";
}

/** An older version is pointed away from only while something goes on. */
function ofOlder({ status }: Approval): string {
  if (status === "running" || status === "wait_revision") return "older-round";
  return status === "withdrawn" ? "withdrawn" : "closed";
}

/** Whether a node has passed, and another one waits for it, directly or through others. */
function isBefore(
  id: string,
  later: string,
  { before, flow }: { before: Approval; flow: readonly StaffedNode[] },
): boolean {
  const target = flow.find((node) => node.id === id);
  const waitsFor = (one: string): boolean =>
    flow.find((node) => node.id === one)?.after.some((each) => each === id || waitsFor(each)) ??
    false;
  return target !== undefined && hasPassed(target, before) && waitsFor(later);
}

/** Whoever waits for others is told of them as long as somebody is asked because of it. */
function whileWaiting(approval: Approval, task: Task): string {
  if (nodeOfTask(approval, task)?.recalled !== undefined) return "sent-back";
  const last = approval.tasks.filter((one) => slotOf(one) === slotOf(task)).at(-1);
  const node = nodeOfTask(approval, task);
  // Its node had passed without them, whatever has come after.
  if (node?.status === "passed" && last === task) {
    return node.mode.rule === "any" ? "already-decided" : "closed";
  }
  if (approval.status === "wait_revision") return "returned";
  if (approval.status === "rejected") return "rejected";
  const seats = seatsOf(approval, task);
  const isBelow = (seatNo: number): boolean => {
    const added = seats.find((seat) => seat.seatNo === seatNo)?.added;
    if (added === undefined) return false;
    if (!added.by.includes(task.seatNo)) return added.by.some(isBelow);
    return added.placing !== "beside";
  };
  const isAwaited = pendingTasks(approval).some(
    (one) => one.round === task.round && one.nodeId === task.nodeId && isBelow(one.seatNo),
  );
  return isAwaited ? "waits-for-signers" : "closed";
}

function ofOpinion(approval: Approval, task: Task): boolean {
  const seats = seatsOf(approval, task);
  const isHeard = (seatNo: number): boolean => {
    const added = seats.find((seat) => seat.seatNo === seatNo)?.added;
    return (
      added !== undefined && (["before", "opinion"].includes(added.placing) || isHeard(added.by[0]))
    );
  };
  return isHeard(task.seatNo);
}

function seatsOf({ nodes }: Approval, task: Task): readonly Seat[] {
  return (
    nodes.find(({ round, nodeId }) => round === task.round && nodeId === task.nodeId)?.seats ?? []
  );
}
