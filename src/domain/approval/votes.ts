import type { CancelReason } from "../outcome.ts";
import { takeBackOf } from "./act.ts";
import type { Approval, ApprovalNode, Decision, Task } from "./instance.ts";
import { decisionOfTask, nodeOfTask, tasksOfSeat } from "./tasks.ts";
import { settlingIndex, type Vote } from "./node-outcome.ts";

/** A vote with the signature that cast it. */
export interface CastVote extends Vote {
  decision: Decision;
}

/**
 * What the seats of a node have said: first those whose signature from before was kept, then in the order of the
 * commits. A return ended the round, and is no vote; neither is what was taken back. Who disagrees is against it,
 * whatever that decides.
 */
export function votesOf(approval: Approval, node: ApprovalNode): CastVote[] {
  const own = approval.tasks.filter(
    ({ round, nodeId }) => round === node.round && nodeId === node.nodeId,
  );
  const kept = own.flatMap(({ id, seatNo, keptFrom }) => {
    const stands = keptFrom !== undefined && takeBackOf(approval, id) === undefined;
    const decision = stands ? decisionOfTask(approval, keptFrom) : undefined;
    return decision ? { seatNo, verb: "approve" as const, decision } : [];
  });
  const cast = approval.decisions.flatMap((decision): CastVote[] => {
    const { taskId, verb } = decision;
    const task = own.find(({ id }) => id === taskId);
    const counts = verb !== "return" && takeBackOf(approval, taskId) === undefined;
    if (task === undefined || !counts) return [];
    return [{ seatNo: task.seatNo, verb: verb === "approve" ? verb : "reject", decision }];
  });
  return [...kept, ...cast];
}

/** Votes that were cast in a node itself; what was kept there was signed before. */
export function castIn(approval: Approval, node: ApprovalNode): CastVote[] {
  return votesOf(approval, node).filter(({ decision }) => decision.round === node.round);
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

/** The return to the submitter that a version has come to, if it has. */
export function returnOfVersion({ decisions }: Approval, version: number): Decision | undefined {
  return decisions.find(
    ({ verb, documentVersion, returnTo }) =>
      verb === "return" && documentVersion === version && returnTo === undefined,
  );
}

/** The return that a node was gone back over by, or that ended its version; undefined while it counts. */
export function returnOver(approval: Approval, node: ApprovalNode): Decision | undefined {
  const { recalled, documentVersion } = node;
  if (recalled === undefined) return returnOfVersion(approval, documentVersion);
  const by = decisionOfTask(approval, recalled.by);
  return by?.verb === "return" ? by : undefined;
}

function returnOverTask(approval: Approval, task: Task): Decision | undefined {
  const node = nodeOfTask(approval, task);
  return node && returnOver(approval, node);
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
      return returnOverTask(approval, task);
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
    case "delegation-circle":
    case "delegation-untaken":
    case "stand-in-changed":
    case "co-holder-decided":
    case "by-rule":
    case "taken-over":
      return decisionOfSeat(approval, task);
    case "signers-added":
      // Whoever waited for others was to be asked again, if nothing had come in between.
      return returnOverTask(approval, task) ?? rejectionOf(approval);
    case "quorum-met":
    case "superseded":
    case "withdrawn":
    case "transferred":
    case "taken-back":
    case "signer-removed":
    case "signers-heard":
    case "migrated":
      return undefined;
  }
}
