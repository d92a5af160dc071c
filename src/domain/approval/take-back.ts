import type { StaffId } from "../ids.ts";
import { refuse, type CaseEvent, type NoTakeBack, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, takeBackOf, type Deed } from "./act.ts";
import { advance, closeTasks, type EngineFacts } from "./engine.ts";
import {
  decisionOfTask,
  nodeOfTask,
  pendingTasks,
  tasksTogether,
  type Approval,
  type ApprovalNode,
  type Task,
} from "./instance.ts";
import { invitedSeats } from "./node-outcome.ts";
import { votesOf } from "./votes.ts";
import { whyNotWithdraw } from "./withdraw.ts";

type Path = Pick<EngineFacts, "path">;

/** Why this person may not take back what they have decided on this task; undefined when they may. */
export function whyNotTakeBack(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
  facts: Path,
): Refusal | undefined {
  const decision = decisionOfTask(approval, task.id);
  if (decision === undefined) return no("not-decided");
  if (decision.decidedBy !== by) return { code: "not-your-task", holder: decision.decidedBy };
  const before = takeBackOf(approval, task.id);
  if (before !== undefined) return { code: "taken-back", byName: before.name, at: before.at };
  if (task.round < approval.round) {
    return { code: "older-round", latestVersion: approval.documentVersion };
  }
  if (approval.status !== "running") return whyNotWithdraw(approval) ?? no("returned");
  if (decision.verb !== "approve") return no("not-approved");
  if (decision.override !== undefined) return no("override");
  if (hasComeBack(approval, task)) return no("twice");
  const node = nodeOfTask(approval, task);
  // Carried over to a node of another version, which this one is not.
  if (node?.status === "superseded") return no("migrated");
  return node && whyGoneOn(approval, { node, by }, facts);
}

function no(why: NoTakeBack): Refusal {
  return { code: "cannot-take-back", why };
}

function hasComeBack(approval: Approval, { round, nodeId, seatNo }: Task): boolean {
  return approval.tasks.some(
    (one) =>
      one.round === round &&
      one.nodeId === nodeId &&
      one.seatNo === seatNo &&
      takeBackOf(approval, one.id) !== undefined,
  );
}

/** What others have signed on the strength of it stands: later nodes, later turns, and whoever closed the node. */
function whyGoneOn(
  approval: Approval,
  { node, by }: { node: ApprovalNode; by: StaffId },
  facts: Path,
): Refusal | undefined {
  const followers = followersOf(approval, node, facts);
  if (followers.some((one) => votesOf(approval, one).length > 0)) return no("signed-after");
  const isOver = node.status !== "open" || node.mode.rule === "sequential";
  const last = votesOf(approval, node).at(-1)?.decision.decidedBy;
  return isOver && last !== by ? no("signed-after") : undefined;
}

/** The nodes that were opened because this one had passed. */
function followersOf(approval: Approval, node: ApprovalNode, { path }: Path): ApprovalNode[] {
  const ids = path.filter(({ after }) => after.includes(node.nodeId)).map(({ id }) => id);
  return approval.nodes.filter(({ round, nodeId }) => round === node.round && ids.includes(nodeId));
}

/**
 * 拿回: the decision stays written, its vote counts no more. Whoever is asked only because of it is asked no more,
 * and its seat is asked anew, with the full time of the node.
 */
export function takeBack(
  approval: Approval,
  { task, deed }: { task: Task; deed: Deed },
  facts: EngineFacts,
): Outcome<Approval> {
  const node = nodeOfTask(approval, task);
  const refusal = whyNotTakeBack(approval, { task, by: deed.by.userid }, facts);
  if (refusal !== undefined || node === undefined) return refuse(refusal ?? { code: "not-found" });
  const together = tasksTogether(approval, task);
  const acts = together.map(({ id }) => actOf(approval, deed, { kind: "take-back", taskId: id }));
  const uncounted = { ...approval, acts: [...approval.acts, ...acts] };
  const reopened = reopen(uncounted, node, facts);
  const events: CaseEvent[] = [{ kind: "decision-taken-back", taskId: task.id }];
  const needless = askedInVain(reopened);
  const closed = closeTasks({ approval: reopened, events }, needless, {
    reason: "taken-back",
    at: deed.at,
  });
  const { approval: next, events: told } = advance(closed, facts);
  return { ok: true, next, events: told };
}

/** The node is open again, until its limit from now; those that had followed are closed until it passes again. */
function reopen(approval: Approval, node: ApprovalNode, facts: EngineFacts): Approval {
  const followers = followersOf(approval, node, facts);
  const limit = facts.path.find(({ id }) => id === node.nodeId)?.limit;
  const due = limit === undefined ? {} : dueAgain(facts.dueFor(limit));
  const nodes = approval.nodes.map((one): ApprovalNode => {
    if (one === node) return { ...one, ...due, status: "open", closedAt: undefined };
    return followers.includes(one) ? { ...one, status: "superseded", closedAt: facts.at } : one;
  });
  return { ...approval, nodes };
}

function dueAgain({ at, provisional }: { at: Date; provisional: boolean }) {
  return { dueAt: at, dueProvisional: provisional };
}

/** Who waits in what had followed, or for a turn that has not come. */
function askedInVain(approval: Approval): Task[] {
  return pendingTasks(approval).filter((task) => {
    const node = nodeOfTask(approval, task);
    if (node === undefined || node.status !== "open") return true;
    const invited = invitedSeats(node, votesOf(approval, node));
    return !invited.some(({ seatNo }) => seatNo === task.seatNo);
  });
}
