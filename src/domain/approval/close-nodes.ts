import type { CancelReason, CaseEvent } from "../outcome.ts";
import { waitingTasks } from "./added-tasks.ts";
import type { Progress } from "./engine-facts.ts";
import type { NodeMode } from "./flow.ts";
import type { Approval, ApprovalNode, Task } from "./instance.ts";
import { isSettled, nodeOutcome } from "./node-outcome.ts";
import { openNodes, pendingTasks, tasksOfNode } from "./tasks.ts";
import { votesOf } from "./votes.ts";

/** Ends pending tasks without a decision of their holders. */
export function closeTasks(
  { approval, events }: Progress,
  tasks: readonly Task[],
  { reason, at }: { reason: CancelReason; at: Date },
): Progress {
  const ids = new Set(tasks.map((task) => task.id));
  const close = (task: Task): Task =>
    ids.has(task.id) ? { ...task, status: "cancelled", cancelReason: reason, closedAt: at } : task;
  return {
    approval: { ...approval, tasks: approval.tasks.map(close) },
    events: [
      ...events,
      ...tasks.map((task): CaseEvent => ({ kind: "task-cancelled", taskId: task.id, reason })),
    ],
  };
}

/** Closes every node whose outcome is certain, whoever is still asked. */
export function closeSettledNodes(progress: Progress, at: Date): Progress {
  return settledNodes(progress.approval).reduce((sum, node) => closeNode(sum, node, at), progress);
}

export function settledNodes(approval: Approval): ApprovalNode[] {
  return openNodes(approval).filter((node) => isSettled(node, votesOf(approval, node)));
}

function closeNode(progress: Progress, node: ApprovalNode, at: Date): Progress {
  const isPassed = nodeOutcome(node, votesOf(progress.approval, node)) === "passed";
  const left = tasksOfNode(progress.approval, node).filter(({ status }) => status === "pending");
  const reason = isPassed ? reasonOfPass(node.mode) : reasonOfFailure(node.mode);
  const { approval, events } = closeTasks(progress, left, { reason, at });
  const status = isPassed ? "passed" : "failed";
  const close = (one: ApprovalNode): ApprovalNode =>
    one === node ? { ...node, status, closedAt: at } : one;
  const inVain = isPassed ? waitingTasks(approval, node) : [];
  return {
    approval: { ...approval, nodes: approval.nodes.map(close) },
    events: [...events, ...inVain.map(({ id }): CaseEvent => ({ kind: "wait-ended", taskId: id }))],
  };
}

function reasonOfPass({ rule }: NodeMode): CancelReason {
  return rule === "any" ? "any-one-decided" : "quorum-met";
}

function reasonOfFailure({ veto }: NodeMode): CancelReason {
  return veto ? "veto" : "quorum-impossible";
}

/** 否决: a node has failed, and with it the approval ends for everybody. Nothing of it is kept. */
export function rejectApproval(progress: Progress, failed: ApprovalNode, at: Date): Progress {
  const reason = reasonOfFailure(failed.mode);
  const left = pendingTasks(progress.approval);
  const { approval, events } = closeTasks(progress, left, { reason, at });
  const supersede = (node: ApprovalNode): ApprovalNode =>
    node.status === "open" ? { ...node, status: "superseded", closedAt: at } : node;
  return {
    approval: {
      ...approval,
      status: "rejected",
      closedAt: at,
      nodes: approval.nodes.map(supersede),
    },
    events: [...events, { kind: "approval-rejected", approvalId: approval.id }],
  };
}
