import { SECOND_MS } from "../../lib/clock.ts";
import { takeBackOf } from "./act.ts";
import type { Approval, Decision, Task } from "./instance.ts";

/**
 * Until when an approval may be undone; undefined where it may not be at all: where its node does not say so, for what
 * a rule or an administrator has decided, and once the approval has ended.
 */
export function undoUntil(approval: Approval, decision: Decision): Date | undefined {
  const { round, nodeId, verb, byRule, override, committedAt, taskId } = decision;
  const isOwn = byRule === undefined && override === undefined;
  if (approval.status !== "running" || verb !== "approve" || !isOwn) return undefined;
  const node = approval.nodes.find((one) => one.round === round && one.nodeId === nodeId);
  const { undoSeconds = 0 } = node ?? {};
  if (undoSeconds === 0 || takeBackOf(approval, taskId) !== undefined) return undefined;
  return new Date(committedAt.getTime() + undoSeconds * SECOND_MS);
}

/**
 * Until when the holder of a task is to hear nothing of it, because the decision that opened it may be undone;
 * undefined when nothing holds it. At that very moment a rule may have decided on the strength of it.
 */
export function heldUntil(approval: Approval, task: Task): Date | undefined {
  return approval.decisions
    .filter((one) => isOpenedBy(task, one))
    .map((one) => undoUntil(approval, one))
    .find((until) => until !== undefined);
}

/** A task is opened at the very moment of the decision that it follows from. */
export function isOpenedBy({ openedAt }: Task, { committedAt }: Decision): boolean {
  return committedAt.getTime() === openedAt.getTime();
}

/** Whether its holder is to hear of a task by now. */
export function isHeld(approval: Approval, task: Task, at: Date): boolean {
  const until = heldUntil(approval, task);
  return until !== undefined && at < until;
}
