import type { CancelReason } from "../outcome.ts";
import { takeBackOf } from "./act.ts";
import {
  decisionOfTask,
  tasksOfSeat,
  type Approval,
  type ApprovalNode,
  type Decision,
  type Task,
} from "./instance.ts";
import { settlingIndex, type Vote } from "./node-outcome.ts";

/** A vote with the signature that cast it. */
export interface CastVote extends Vote {
  decision: Decision;
}

/**
 * What the seats of a node have said: first those whose signature from before was kept, then in the order of the
 * commits. A return ended the round, and is no vote; neither is what was taken back.
 */
export function votesOf(approval: Approval, node: ApprovalNode): CastVote[] {
  const own = approval.tasks.filter(
    ({ round, nodeId }) => round === node.round && nodeId === node.nodeId,
  );
  const kept = own.flatMap(({ seatNo, keptFrom }) => {
    const decision = keptFrom && decisionOfTask(approval, keptFrom);
    return decision ? { seatNo, verb: "approve" as const, decision } : [];
  });
  const cast = approval.decisions.flatMap((decision) => {
    const { taskId, verb } = decision;
    const task = own.find(({ id }) => id === taskId);
    const counts = verb !== "return" && takeBackOf(approval, taskId) === undefined;
    return task !== undefined && counts ? { seatNo: task.seatNo, verb, decision } : [];
  });
  return [...kept, ...cast];
}

/** The node that failed and with it the approval, if one did; there is never a second. */
export function failedNodeOf({ nodes }: Approval): ApprovalNode | undefined {
  return nodes.find(({ status }) => status === "failed");
}

/** The decision that rejected an approval, if one did: the one that made the failure certain. */
export function rejectionOf(approval: Approval): Decision | undefined {
  const node = failedNodeOf(approval);
  if (node === undefined) return undefined;
  const votes = votesOf(approval, node);
  return votes[settlingIndex(node, votes)]?.decision;
}

/** The return that ended a round, if one did. */
export function returnOfRound({ decisions }: Approval, round: number): Decision | undefined {
  return decisions.find((decision) => decision.round === round && decision.verb === "return");
}

/** What somebody else has decided in the seat of a task, and not taken back. */
function decisionOfSeat(approval: Approval, task: Task): Decision | undefined {
  const seat = tasksOfSeat(approval, task);
  return approval.decisions.find(
    ({ taskId }) =>
      seat.some(({ id }) => id === taskId) && takeBackOf(approval, taskId) === undefined,
  );
}

/**
 * The one decision that made a cancelled task needless. Enough approvals together have no single author, and neither
 * has a new version.
 */
export function decisionThatCancelled(
  approval: Approval,
  task: Task,
  reason: CancelReason,
): Decision | undefined {
  switch (reason) {
    case "returned":
      return returnOfRound(approval, task.round);
    case "veto":
    case "quorum-impossible":
      return rejectionOf(approval);
    case "any-one-decided":
      return approval.decisions.findLast(
        ({ round, nodeId }) => round === task.round && nodeId === task.nodeId,
      );
    case "left":
    case "delegation-start":
    case "delegation-end":
    case "co-holder-decided":
      return decisionOfSeat(approval, task);
    case "quorum-met":
    case "superseded":
    case "withdrawn":
    case "transferred":
    case "taken-back":
    case "migrated":
      return undefined;
  }
}
