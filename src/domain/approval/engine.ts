import { taskIdOf } from "../ids.ts";
import type { CancelReason, CaseEvent } from "../outcome.ts";
import type { FlowNode } from "./flow.ts";
import type { Limit } from "../time/due.ts";
import type { Approval, ApprovalNode, Seat, Task } from "./instance.ts";
import { asksTooMuch, invitedSeats, isSettled, nodeOutcome, type Vote } from "./node-outcome.ts";

/** What the engine must be told: it looks nothing up and knows no clock. */
export interface EngineFacts {
  /** The nodes of the pinned flow that apply to this document, linked by `after`. */
  path: readonly FlowNode[];
  at: Date;
  /** Who signs a node: never empty, numbered from 1. */
  seatsFor: (node: FlowNode) => readonly Seat[];
  dueFor: (limit: Limit) => { at: Date; provisional: boolean };
  /** Number that the next task of the case gets. */
  nextTaskNo: number;
}

/** An approval on its way through one verb, with what has happened so far. */
export interface Progress {
  approval: Approval;
  events: readonly CaseEvent[];
}

/** Carries an approval as far as its signatures allow: passes nodes, opens the next, ends it. */
export function advance(progress: Progress, facts: EngineFacts): Progress {
  const opened = openReachedNodes(passFinishedNodes(progress, facts.at), facts);
  return approveWhenDone(inviteSeats(opened, facts), facts);
}

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

function passFinishedNodes(progress: Progress, at: Date): Progress {
  const { approval } = progress;
  return openNodes(approval)
    .filter((node) => isSettled(node, votesOf(approval, node)))
    .filter((node) => nodeOutcome(node, votesOf(approval, node)) === "passed")
    .reduce((sum, node) => passNode(sum, node, at), progress);
}

function passNode(progress: Progress, node: ApprovalNode, at: Date): Progress {
  const left = tasksOfNode(progress.approval, node).filter(({ status }) => status === "pending");
  const reason = node.mode.rule === "any" ? "any-one-decided" : "quorum-met";
  const { approval, events } = closeTasks(progress, left, { reason, at });
  const pass = (one: ApprovalNode): ApprovalNode =>
    one === node ? { ...node, status: "passed", closedAt: at } : one;
  return { approval: { ...approval, nodes: approval.nodes.map(pass) }, events };
}

function openReachedNodes({ approval, events }: Progress, facts: EngineFacts): Progress {
  const active = nodesOfRound(approval);
  const passed = passedIds(approval);
  const reached = facts.path.filter(
    ({ id, after }) =>
      !active.some(({ nodeId }) => nodeId === id) && after.every((before) => passed.has(before)),
  );
  const opened = reached.map((node) => openNode(node, approval, facts));
  return {
    approval: { ...approval, nodes: [...approval.nodes, ...opened] },
    events: [...events, ...opened.filter(asksTooMuch).map((node) => lowered(approval, node))],
  };
}

function lowered({ id }: Approval, { nodeId }: ApprovalNode): CaseEvent {
  return { kind: "requirement-lowered", approvalId: id, nodeId };
}

function openNode(node: FlowNode, approval: Approval, facts: EngineFacts): ApprovalNode {
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

function inviteSeats({ approval, events }: Progress, { at, nextTaskNo }: EngineFacts): Progress {
  const tasks = openNodes(approval)
    .flatMap((node) => uninvitedSeats(approval, node).map((seat) => ({ node, seat })))
    .map(({ node, seat }, index): Task => ({
      id: taskIdOf(approval.caseId, nextTaskNo + index),
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
    }));
  return {
    approval: { ...approval, tasks: [...approval.tasks, ...tasks] },
    events: [...events, ...tasks.map(({ id }): CaseEvent => ({ kind: "task-opened", taskId: id }))],
  };
}

/** Seats whose turn it is and whose holder has not been asked yet. */
function uninvitedSeats(approval: Approval, node: ApprovalNode): Seat[] {
  const asked = new Set(tasksOfNode(approval, node).map(({ seatNo }) => seatNo));
  return invitedSeats(node, votesOf(approval, node)).filter(({ seatNo }) => !asked.has(seatNo));
}

function approveWhenDone(progress: Progress, { path, at }: EngineFacts): Progress {
  const { approval, events } = progress;
  const passed = passedIds(approval);
  if (!path.every(({ id }) => passed.has(id))) return progress;
  return {
    approval: { ...approval, status: "approved", closedAt: at },
    events: [...events, { kind: "approval-approved", approvalId: approval.id }],
  };
}

function nodesOfRound({ nodes, round }: Approval): ApprovalNode[] {
  return nodes.filter((node) => node.round === round);
}

function openNodes(approval: Approval): ApprovalNode[] {
  return nodesOfRound(approval).filter(({ status }) => status === "open");
}

function passedIds(approval: Approval): Set<string> {
  const passed = nodesOfRound(approval).filter(({ status }) => status === "passed");
  return new Set(passed.map(({ nodeId }) => nodeId));
}

function tasksOfNode(approval: Approval, node: ApprovalNode): Task[] {
  return approval.tasks.filter((task) => task.round === node.round && task.nodeId === node.nodeId);
}

/** What the seats of a node have said, in the order of the commits. A return would have ended the round. */
export function votesOf(approval: Approval, node: ApprovalNode): Vote[] {
  const tasks = tasksOfNode(approval, node);
  return approval.decisions.flatMap(({ taskId, verb }) => {
    const seatNo = tasks.find(({ id }) => id === taskId)?.seatNo;
    return seatNo === undefined || verb === "return" ? [] : { seatNo, verb };
  });
}
