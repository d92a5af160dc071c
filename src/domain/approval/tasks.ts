import type { StaffId, TaskId } from "../ids.ts";
import type { CancelReason } from "../outcome.ts";
import { takeBackOf } from "./act.ts";
import type { Approval, ApprovalNode, Decision, Seat, Task } from "./instance.ts";

/** The nodes that count: of the version that is asked about, and not gone back over since. One of a kind at most. */
export function currentNodes({ nodes, documentVersion }: Approval): ApprovalNode[] {
  return nodes.filter(
    (node) => node.documentVersion === documentVersion && node.recalled === undefined,
  );
}

export function openNodes(approval: Approval): ApprovalNode[] {
  return currentNodes(approval).filter(({ status }) => status === "open");
}

export function passedIds(approval: Approval): Set<string> {
  const passed = currentNodes(approval).filter(({ status }) => status === "passed");
  return new Set(passed.map(({ nodeId }) => nodeId));
}

export function tasksOfNode(approval: Approval, node: ApprovalNode): Task[] {
  return approval.tasks.filter((task) => task.round === node.round && task.nodeId === node.nodeId);
}

/** Tells whether a task belongs to a node that counts now. */
export function isOfCurrentNode(approval: Approval, task: Task): boolean {
  const node = nodeOfTask(approval, task);
  return node !== undefined && currentNodes(approval).includes(node);
}

export function pendingTasks(approval: Approval): Task[] {
  return approval.tasks.filter((task) => task.status === "pending");
}

/**
 * The tasks of one person in one node that share their fate: whoever sits for two groups is asked by one card and
 * decides for both by one press. The first of them has the card. What they are asked at another moment is another matter.
 */
export function tasksTogether({ tasks }: Approval, task: Task): Task[] {
  const turn = turnOf(tasks, task);
  return tasks.filter(
    (one) =>
      one.round === task.round &&
      one.nodeId === task.nodeId &&
      one.holder === task.holder &&
      principalOf(one) === principalOf(task) &&
      one.status === task.status &&
      one.openedAt.getTime() === task.openedAt.getTime() &&
      turnOf(tasks, one) === turn,
  );
}

/** How often the seat of a task had been asked before, at that very moment: a clock may be slower than people. */
function turnOf(tasks: readonly Task[], task: Task): number {
  const ofMoment = tasks.filter(
    (one) => isTaskOfSeat(one, task, task) && one.openedAt.getTime() === task.openedAt.getTime(),
  );
  return ofMoment.findIndex(({ id }) => id === task.id);
}

/** Tells whether a task has the card of its person in its node. */
export function isLeading(approval: Approval, task: Task): boolean {
  return tasksTogether(approval, task)[0] === task;
}

/** Pending tasks, of those that share one card only the first. */
export function askingTasks(approval: Approval): Task[] {
  return pendingTasks(approval).filter((task) => isLeading(approval, task));
}

/** The groups that a person speaks for with one task; empty where that is one seat only. */
export function groupsOfTask(approval: Approval, task: Task): string[] {
  const together = tasksTogether(approval, task);
  if (together.length < 2) return [];
  const seatNos = new Set(together.map(({ seatNo }) => seatNo));
  const seats = nodeOfTask(approval, task)?.seats ?? [];
  return seats.flatMap(({ seatNo, group }) => (group && seatNos.has(seatNo) ? [group.name] : []));
}

/** Everybody who was ever asked for the seat of a task in its round: whoever takes a seat over goes on with its ladder. */
export function tasksOfSeat({ tasks }: Approval, task: Task): Task[] {
  return tasks.filter((one) => isTaskOfSeat(one, task, task));
}

/**
 * The tasks of a seat that are one wait with this one, the first first: handed over, but neither decided nor taken
 * from everybody. What is asked anew after an approval was taken back has its whole time again; what was undone was
 * never said.
 */
export function waitOfSeat(approval: Approval, task: Task): Task[] {
  const tasks = tasksOfSeat(approval, task);
  const before = tasks.slice(0, tasks.indexOf(task));
  return tasks.slice(before.findLastIndex((one) => !isSameWait(approval, one)) + 1);
}

function isSameWait(approval: Approval, { id, status, cancelReason }: Task): boolean {
  if (status === "pending") return true;
  const isHandedOn = cancelReason !== undefined && HANDED_ON.has(cancelReason);
  return isHandedOn || takeBackOf(approval, id)?.kind === "undo";
}

/** A task that ended so is waited for no less: somebody else is asked for its seat, or will be. */
export const HANDED_ON: ReadonlySet<CancelReason> = new Set([
  "transferred",
  "left",
  "delegation-start",
  "delegation-end",
  "delegation-circle",
  "delegation-untaken",
  "stand-in-changed",
  "taken-over",
  "signers-added",
]);

/** Whom the seat of a task belongs to: its holder, or the one whom they stand in for. */
export function principalOf({ holder, onBehalfOf }: Task): StaffId {
  return onBehalfOf?.principal ?? holder;
}

export function isTaskOfSeat(
  task: Task,
  { round, nodeId }: Pick<ApprovalNode, "round" | "nodeId">,
  { seatNo }: Pick<Seat, "seatNo">,
): boolean {
  return task.round === round && task.nodeId === nodeId && task.seatNo === seatNo;
}

export function nodeOfTask(approval: Approval, task: Task): ApprovalNode | undefined {
  return approval.nodes.find((node) => node.round === task.round && node.nodeId === task.nodeId);
}

/** The signature that counts for a task: its own, or the one that was kept for it. */
export function signatureOf(approval: Approval, task: Task): Decision | undefined {
  return decisionOfTask(approval, task.keptFrom ?? task.id);
}

export function decisionOfTask(approval: Approval, taskId: TaskId): Decision | undefined {
  return approval.decisions.find((decision) => decision.taskId === taskId);
}
