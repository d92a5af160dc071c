import { taskIdOf } from "../ids.ts";
import type { CaseEvent } from "../outcome.ts";
import type { FlowNode, Limit } from "./flow.ts";
import type { Approval, ApprovalNode, Seat, Task } from "./instance.ts";
import { invitedSeats, nodeOutcome } from "./node-outcome.ts";

/** What the engine must be told: it looks nothing up and knows no clock. */
export interface EngineFacts {
  /** The nodes of the pinned flow that apply to this document, linked by `after`. */
  path: readonly FlowNode[];
  at: Date;
  seatsFor: (node: FlowNode) => readonly Seat[];
  dueFor: (limit: Limit) => { at: Date; provisional: boolean };
  /** Number that the next task of the case gets. */
  nextTaskNo: number;
}

/** An approval on its way through one verb, with what has happened so far. */
export interface Progress {
  approval: Approval;
  events: readonly CaseEvent[];
  nextTaskNo: number;
}

/** Carries an approval as far as its signatures allow: passes nodes, opens nodes, ends it. */
export function advance(start: Progress, facts: EngineFacts): Progress {
  let progress = start;
  for (;;) {
    const next = passFinishedNodes(inviteNextSeats(progress, facts), facts);
    const opened = openReachedNodes(next, facts);
    if (opened === next) return approveWhenDone(opened, facts);
    progress = opened;
  }
}

function inviteNextSeats(progress: Progress, facts: EngineFacts): Progress {
  return openNodes(progress.approval).reduce(
    (sum, node) => inviteSeats(sum, node, facts),
    progress,
  );
}

function inviteSeats(progress: Progress, node: ApprovalNode, facts: EngineFacts): Progress {
  const asked = tasksOfNode(progress.approval, node);
  const signed = new Set(asked.filter((task) => task.status === "done").map((task) => task.seatNo));
  const missing = invitedSeats(node.mode, node.seats, signed).filter(
    (seat) => !asked.some((task) => task.seatNo === seat.seatNo),
  );
  return missing.reduce((sum, seat) => inviteSeat(sum, { node, seat, at: facts.at }), progress);
}

function inviteSeat(
  progress: Progress,
  { node, seat, at }: { node: ApprovalNode; seat: Seat; at: Date },
): Progress {
  const { approval, events, nextTaskNo } = progress;
  const task: Task = {
    id: taskIdOf(approval.caseId, nextTaskNo),
    round: node.round,
    nodeId: node.nodeId,
    seatNo: seat.seatNo,
    holder: seat.holder,
    label: seat.label,
    status: "pending",
    cancelReason: undefined,
    openedAt: at,
    dueAt: node.dueAt,
    closedAt: undefined,
  };
  return {
    approval: { ...approval, tasks: [...approval.tasks, task] },
    events: [...events, { kind: "task-opened", taskId: task.id }],
    nextTaskNo: nextTaskNo + 1,
  };
}

function passFinishedNodes(progress: Progress, facts: EngineFacts): Progress {
  return openNodes(progress.approval).reduce((sum, node) => {
    const approvals = tasksOfNode(sum.approval, node).filter((task) => task.status === "done");
    const outcome = nodeOutcome(node.mode, {
      seats: node.seats.length,
      approvals: approvals.length,
    });
    return outcome === "passed" ? passNode(sum, node, facts.at) : sum;
  }, progress);
}

function passNode(progress: Progress, node: ApprovalNode, at: Date): Progress {
  const left = tasksOfNode(progress.approval, node).filter((task) => task.status === "pending");
  const closed = closeTasks(progress, left, { reason: "any-one-decided", at });
  return {
    ...closed,
    approval: setNode(closed.approval, { ...node, status: "passed", closedAt: at }),
  };
}

/** Ends pending tasks without a decision, each with the reason. */
export function closeTasks(
  progress: Progress,
  tasks: readonly Task[],
  { reason, at }: { reason: NonNullable<Task["cancelReason"]>; at: Date },
): Progress {
  const ids = new Set(tasks.map((task) => task.id));
  return {
    ...progress,
    approval: {
      ...progress.approval,
      tasks: progress.approval.tasks.map((task) =>
        ids.has(task.id)
          ? { ...task, status: "cancelled", cancelReason: reason, closedAt: at }
          : task,
      ),
    },
    events: [
      ...progress.events,
      ...tasks.map((task): CaseEvent => ({ kind: "task-cancelled", taskId: task.id, reason })),
    ],
  };
}

function openReachedNodes(progress: Progress, facts: EngineFacts): Progress {
  const { approval } = progress;
  const active = approval.nodes.filter((node) => node.round === approval.round);
  const passed = new Set(
    active.filter((node) => node.status === "passed").map((node) => node.nodeId),
  );
  const reached = facts.path.filter(
    (node) =>
      !active.some((one) => one.nodeId === node.id) && node.after.every((id) => passed.has(id)),
  );
  if (reached.length === 0) return progress;
  const nodes = reached.map((node) => activate(node, approval, facts));
  return { ...progress, approval: { ...approval, nodes: [...approval.nodes, ...nodes] } };
}

function activate(node: FlowNode, approval: Approval, facts: EngineFacts): ApprovalNode {
  const due = facts.dueFor(node.limit);
  return {
    round: approval.round,
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
    closedAt: undefined,
  };
}

function approveWhenDone(progress: Progress, facts: EngineFacts): Progress {
  const { approval } = progress;
  const passed = approval.nodes.filter(
    (node) => node.round === approval.round && node.status === "passed",
  );
  if (passed.length < facts.path.length) return progress;
  return {
    ...progress,
    approval: { ...approval, status: "approved", closedAt: facts.at },
    events: [...progress.events, { kind: "approval-approved", approvalId: approval.id }],
  };
}

function openNodes(approval: Approval): ApprovalNode[] {
  return approval.nodes.filter((node) => node.round === approval.round && node.status === "open");
}

function tasksOfNode(approval: Approval, node: ApprovalNode): Task[] {
  return approval.tasks.filter((task) => task.round === node.round && task.nodeId === node.nodeId);
}

export function setNode(approval: Approval, next: ApprovalNode): Approval {
  return {
    ...approval,
    nodes: approval.nodes.map((node) =>
      node.round === next.round && node.nodeId === next.nodeId ? next : node,
    ),
  };
}
