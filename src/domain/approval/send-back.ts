import type { TaskId } from "../ids.ts";
import type { CancelReason, NoReturn, Refusal } from "../outcome.ts";
import { advance } from "./engine.ts";
import { closeTasks } from "./close-nodes.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { Approval, ApprovalNode, Resume, Task } from "./instance.ts";
import { currentNodes, nodeOfTask, pendingTasks } from "./tasks.ts";
import { precursorsOf, returnScope, type PathNode } from "./return-scope.ts";

/** Why a task cannot be returned to this node; undefined when it can. */
export function whyNotSendBack(
  approval: Approval,
  { task, to }: { task: Task; to: string },
  path: readonly PathNode[],
): Refusal | undefined {
  if (to === task.nodeId) return no("own-node");
  if (!path.some(({ id }) => id === to)) return no("off-path");
  const node = currentNodes(approval).find(({ nodeId }) => nodeId === to);
  if (node?.status !== "passed") return no("not-passed");
  return precursorsOf(path, task.nodeId).has(to) ? undefined : no("beside");
}

function no(why: NoReturn): Refusal {
  return { code: "cannot-return", why };
}

/** The nodes that a task can be returned to, in the order of the path. */
export function returnTargets(
  approval: Approval,
  task: Task,
  path: readonly PathNode[],
): ApprovalNode[] {
  const placeOf = ({ nodeId }: ApprovalNode) => path.findIndex(({ id }) => id === nodeId);
  return currentNodes(approval)
    .filter(({ nodeId: to }) => whyNotSendBack(approval, { task, to }, path) === undefined)
    .toSorted((one, other) => placeOf(one) - placeOf(other));
}

/**
 * 退回 to a node that has passed: a new round of it and of whatever depends on it, of the same version. Its seats are
 * asked anew, those of the node that returned when their turn comes, and step by step those in between; all others
 * whose signature is gone back over keep it.
 */
export function sendBack(
  signed: Progress,
  { task, to, resume }: { task: Task; to: string; resume: Resume | undefined },
  facts: EngineFacts,
): Progress {
  const { recalled, between } = returnScope(facts.path, { from: task.nodeId, to });
  const isAsked = (id: string) =>
    id === to || id === task.nodeId || (resume === "step-by-step" && between.has(id));
  const back = recall(
    signed,
    {
      nodes: currentNodes(signed.approval).filter(({ nodeId }) => recalled.has(nodeId)),
      by: task.id,
      keeps: (id) => !isAsked(id),
    },
    { reason: "returned", at: facts.at },
  );
  const { approval, events } = back;
  const told = { kind: "node-returned", approvalId: approval.id, taskId: task.id } as const;
  return advance({ approval, events: [...events, told] }, facts);
}

interface Recalling {
  nodes: readonly ApprovalNode[];
  /** The task by which they are gone back over. */
  by: TaskId;
  /** Whether the signatures of a node may stand when it opens again. */
  keeps: (nodeId: string) => boolean;
}

/** Goes back over nodes: a new round begins, they count no more, and whoever waits in them is asked no more. */
export function recall(
  progress: Progress,
  { nodes, by, keeps }: Recalling,
  { reason, at }: { reason: CancelReason; at: Date },
): Progress {
  const waiting = pendingTasks(progress.approval).filter((task) => {
    const node = nodeOfTask(progress.approval, task);
    return node !== undefined && nodes.includes(node);
  });
  const { approval, events } = closeTasks(progress, waiting, { reason, at });
  const own = approval.tasks.find(({ id }) => id === by)?.nodeId;
  const goBack = (node: ApprovalNode): ApprovalNode => {
    if (!nodes.includes(node)) return node;
    const recalled = { by, keeps: keeps(node.nodeId) };
    if (node.status !== "open") return { ...node, recalled };
    const status = node.nodeId === own ? "returned" : "superseded";
    return { ...node, recalled, status, closedAt: at };
  };
  return {
    approval: { ...approval, round: approval.round + 1, nodes: approval.nodes.map(goBack) },
    events,
  };
}
