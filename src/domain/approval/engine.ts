import { taskIdOf } from "../ids.ts";
import type { CancelReason, CaseEvent } from "../outcome.ts";
import { waitingTasks } from "./added-tasks.ts";
import { askSeat, type Holding } from "./ask-seat.ts";
import type { FlowNode, NodeMode } from "./flow.ts";
import type { Limit } from "../time/due.ts";
import {
  currentNodes,
  pendingTasks,
  type Approval,
  type ApprovalNode,
  type RuleMark,
  type SampleOf,
  type Seat,
  type Task,
} from "./instance.ts";
import { keptSeats, type IsUntouched } from "./keep.ts";
import { needlessTasks } from "./needless.ts";
import { asksTooMuch, invitedSeats, isSettled, nodeOutcome } from "./node-outcome.ts";
import { waiveSeat } from "./sign-by-rule.ts";
import { failedNodeOf, votesOf } from "./votes.ts";

/** What the engine must be told: it looks nothing up and knows no clock. */
export interface EngineFacts {
  /** The nodes of the pinned flow that apply to this document, linked by `after`. */
  path: readonly FlowNode[];
  at: Date;
  /** Who signs a node: never empty, numbered from 1. */
  seatsFor: (node: FlowNode) => readonly Seat[];
  /** Who is asked for a seat now: its owner, or whoever takes their place. Never empty. */
  holdersOf: (asked: AskedSeat) => readonly Holding[];
  dueFor: (limit: Limit) => { at: Date; provisional: boolean };
  /** Number that the next task of the case gets. */
  nextTaskNo: number;
  isUntouched: IsUntouched;
  /** Undefined where no rule decides in place of people. */
  rules?: Rules;
}

/** Rules that decide in place of people, for one document. */
export interface Rules {
  documentHash: () => string;
  /** The rule that decides a seat as it is about to be asked for; undefined when its people are to be asked. */
  markFor: (asked: AskedSeat & { to: readonly Holding[] }) => RuleMark | undefined;
  /** The rule that passes a whole node, whoever sits in it. */
  exemptionOf: (node: FlowNode, approval: Approval) => RuleMark | undefined;
  /** The nodes in which whoever has agreed is not asked again in this one (同一审批人). */
  sayingBefore: (node: FlowNode, approval: Approval) => ReadonlySet<string>;
  /** The rule whose sample a node is. */
  sampleOf: (node: FlowNode) => SampleOf | undefined;
}

/** A seat that somebody is to be asked for. */
export interface AskedSeat {
  approval: Approval;
  node: ApprovalNode;
  seat: Seat;
}

/** An approval on its way through one verb, with what has happened so far. */
export interface Progress {
  approval: Approval;
  events: readonly CaseEvent[];
}

/**
 * Carries an approval as far as its signatures allow: closes nodes, opens the next, ends it. A node that is settled as
 * it opens, by what is kept or still counts, closes at once, and so on along the path.
 */
export function advance(progress: Progress, facts: EngineFacts): Progress {
  const closed = closeSettledNodes(progress, facts.at);
  const failed = failedNodeOf(closed.approval);
  if (failed !== undefined) return rejectApproval(closed, failed, facts.at);
  const opened = openReachedNodes(closed, facts);
  // A node for which enough is kept has to close before a rule looks at what is left of it.
  const hasKept = opened.approval.tasks.length > closed.approval.tasks.length;
  const signed = hasKept ? opened : applyRules(opened, facts);
  const unaskedCount = signed.approval.tasks.length - closed.approval.tasks.length;
  if (unaskedCount > 0 || settledNodes(signed.approval).length > 0) {
    return advance(signed, { ...facts, nextTaskNo: facts.nextTaskNo + unaskedCount });
  }
  return approveWhenDone(inviteSeats(closeNeedless(opened, facts), facts), facts);
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

function closeSettledNodes(progress: Progress, at: Date): Progress {
  return settledNodes(progress.approval).reduce((sum, node) => closeNode(sum, node, at), progress);
}

function settledNodes(approval: Approval): ApprovalNode[] {
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
function rejectApproval(progress: Progress, failed: ApprovalNode, at: Date): Progress {
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

function openReachedNodes({ approval, events }: Progress, facts: EngineFacts): Progress {
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

/** Seats that a rule decides; of a node that has become certain on the way no more are looked at. */
function applyRules(progress: Progress, facts: EngineFacts): Progress {
  const { rules } = facts;
  const { approval } = progress;
  if (rules === undefined) return progress;
  return openNodes(approval)
    .flatMap((node) => uninvitedSeats(approval, node).map((seat) => ({ node, seat })))
    .reduce((sum, seat) => applyRule(sum, seat, { ...facts, rules }), progress);
}

function applyRule(
  progress: Progress,
  { node, seat }: { node: ApprovalNode; seat: Seat },
  facts: EngineFacts & { rules: Rules },
): Progress {
  const { approval } = progress;
  if (isSettled(node, votesOf(approval, node))) return progress;
  const asked = { approval, node, seat };
  const to = facts.holdersOf(asked);
  const [holding] = to;
  const mark = facts.rules.markFor({ ...asked, to });
  if (mark === undefined || holding === undefined) return progress;
  return waiveSeat(
    progress,
    { node, seat, to: holding, mark },
    { ...facts, documentHash: facts.rules.documentHash() },
  );
}

/** Whoever waits in vain since somebody was added, removed or heard is asked no more. */
function closeNeedless(progress: Progress, { at }: EngineFacts): Progress {
  return openNodes(progress.approval)
    .flatMap((node) => needlessTasks(progress.approval, node))
    .reduce((sum, { task, reason }) => closeTasks(sum, [task], { reason, at }), progress);
}

function inviteSeats(progress: Progress, facts: EngineFacts): Progress {
  const { approval } = progress;
  return openNodes(approval)
    .flatMap((node) => uninvitedSeats(approval, node).map((seat) => ({ node, seat })))
    .reduce((sum, invited) => inviteSeat(sum, invited, facts), progress);
}

function inviteSeat(
  progress: Progress,
  { node, seat }: { node: ApprovalNode; seat: Seat },
  facts: EngineFacts,
): Progress {
  const { round, nodeId, dueAt } = node;
  const { seatNo } = seat;
  return facts
    .holdersOf({ approval: progress.approval, node, seat })
    .reduce((sum, to) => askSeat(sum, { round, nodeId, seatNo, dueAt, to }, facts), progress);
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

/** Seats whose turn it is and whose holder is not asked. */
function uninvitedSeats(approval: Approval, node: ApprovalNode): Seat[] {
  const pending = tasksOfNode(approval, node).filter(({ status }) => status === "pending");
  const asked = new Set(pending.map(({ seatNo }) => seatNo));
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

function openNodes(approval: Approval): ApprovalNode[] {
  return currentNodes(approval).filter(({ status }) => status === "open");
}

function passedIds(approval: Approval): Set<string> {
  const passed = currentNodes(approval).filter(({ status }) => status === "passed");
  return new Set(passed.map(({ nodeId }) => nodeId));
}

function tasksOfNode(approval: Approval, node: ApprovalNode): Task[] {
  return approval.tasks.filter((task) => task.round === node.round && task.nodeId === node.nodeId);
}
