import { taskIdOf } from "../ids.ts";
import type { CaseEvent } from "../outcome.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { FlowNode } from "./flow.ts";
import type { Approval, ApprovalNode, SampleOf, Seat, Task } from "./instance.ts";
import { keptSeats } from "./keep.ts";
import { asksTooMuch } from "./node-outcome.ts";
import { currentNodes, passedIds } from "./tasks.ts";

/** Opens every node before which all have passed; what may be kept of earlier signatures stands in it at once. */
export function openReachedNodes({ approval, events }: Progress, facts: EngineFacts): Progress {
  // While an approval runs, only what followed a decision that was taken back is superseded.
  const active = currentNodes(approval).filter(({ status }) => status !== "superseded");
  const passed = passedIds(approval);
  const reached = facts.path.filter(
    ({ id, after }) =>
      !active.some(({ nodeId }) => nodeId === id) && after.every((before) => passed.has(before)),
  );
  const opened = reached.map((node) => openNode(node, approval, facts));
  const kept = opened.flatMap((node) =>
    keptSeats(approval, node, facts.isUntouched).map((one) => ({ node, ...one })),
  );
  const tasks = kept.map(({ node, seat, signed }, index): Task => {
    const fresh = newTask({ node, seat }, facts.nextTaskNo + index, { approval, at: facts.at });
    return { ...fresh, status: "kept", keptFrom: signed.taskId, closedAt: facts.at };
  });
  return {
    approval: {
      ...approval,
      nodes: withOpened(approval.nodes, opened),
      tasks: [...approval.tasks, ...tasks],
    },
    events: [
      ...events,
      ...opened.filter(asksTooMuch).map((node) => lowered(approval, node)),
      ...tasks.map(({ id }): CaseEvent => ({ kind: "task-kept", taskId: id })),
    ],
  };
}

/** A node that was open before, and has not been gone back over, takes its old place. */
function withOpened(nodes: readonly ApprovalNode[], opened: readonly ApprovalNode[]) {
  const again = nodes.map((node) => opened.find((one) => isSameNode(one, node)) ?? node);
  return [...again, ...opened.filter((one) => !again.includes(one))];
}

function isSameNode(one: ApprovalNode, other: ApprovalNode): boolean {
  return one.round === other.round && one.nodeId === other.nodeId;
}

function lowered({ id }: Approval, { nodeId }: ApprovalNode): CaseEvent {
  return { kind: "requirement-lowered", approvalId: id, nodeId };
}

function openNode(node: FlowNode, approval: Approval, facts: EngineFacts): ApprovalNode {
  const due = facts.dueFor(node.limit);
  const before = currentNodes(approval).find(({ nodeId }) => nodeId === node.id);
  return {
    round: before?.round ?? approval.round,
    nodeId: node.id,
    name: node.name,
    mode: node.mode,
    documentVersion: approval.documentVersion,
    seats: facts.seatsFor(node),
    status: "open",
    openedAt: facts.at,
    dueAt: due.at,
    dueProvisional: due.provisional,
    ladderId: node.ladder,
    reviewFields: node.reviewFields,
    closedAt: undefined,
    ...(node.onTimeout === undefined ? {} : { onTimeout: node.onTimeout }),
    ...(node.undoSeconds === undefined ? {} : { undoSeconds: node.undoSeconds }),
    ...sampled(facts.rules?.sampleOf(node)),
  };
}

function sampled(sampleOf: SampleOf | undefined): Pick<ApprovalNode, "sampleOf"> {
  return sampleOf === undefined ? {} : { sampleOf };
}

function newTask(
  { node, seat }: { node: ApprovalNode; seat: Seat },
  taskNo: number,
  { approval, at }: { approval: Approval; at: Date },
): Task {
  return {
    id: taskIdOf(approval.caseId, taskNo),
    round: node.round,
    nodeId: node.nodeId,
    seatNo: seat.seatNo,
    holder: seat.holder,
    label: seat.label,
    status: "pending",
    cancelReason: undefined,
    keptFrom: undefined,
    openedAt: at,
    dueAt: node.dueAt,
    closedAt: undefined,
  };
}
