import type { StaffId } from "../ids.ts";
import { refuse, type CaseEvent, type NoTakeBack, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, takeBackOf, type Deed } from "./act.ts";
import { isOfOlderVersion } from "./decide.ts";
import { advance, closeTasks, type EngineFacts } from "./engine.ts";
import {
  currentNodes,
  decisionOfTask,
  nodeOfTask,
  pendingTasks,
  tasksTogether,
  type Approval,
  type ApprovalNode,
  type Decision,
  type Task,
} from "./instance.ts";
import { invitedSeats } from "./node-outcome.ts";
import { followersOf } from "./return-scope.ts";
import { votesOf, type CastVote } from "./votes.ts";
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
  if (isOfOlderVersion(approval, task)) {
    return { code: "older-round", latestVersion: approval.documentVersion };
  }
  if (approval.status !== "running") return whyNotWithdraw(approval) ?? no("returned");
  if (decision.verb !== "approve") return no("not-approved");
  if (decision.override !== undefined) return no("override");
  const node = nodeOfTask(approval, task);
  // Carried over to a node of another version, which this one is not.
  if (node?.status === "superseded" && node.recalled === undefined) return no("migrated");
  if (node?.recalled !== undefined) return no("sent-back");
  if (hasComeBack(approval, task)) return no("twice");
  return node && whyGoneOn(approval, { node, by, decision }, facts);
}

/**
 * Why whoever would have been asked may not object any more to what a rule has decided in their place; undefined when
 * they may. It is 拿回 of a decision that was never theirs.
 */
export function whyNotObject(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
  facts: Path,
): Refusal | undefined {
  const decision = decisionOfTask(approval, task.id);
  if (decision?.byRule === undefined) return no("not-decided");
  if (task.holder !== by) return { code: "not-your-task", holder: task.holder };
  return whyNotTakeBack(approval, { task, by: decision.decidedBy }, facts);
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
  { node, by, decision }: { node: ApprovalNode; by: StaffId; decision: Decision },
  facts: Path,
): Refusal | undefined {
  const followers = followingNodes(approval, node, facts);
  if (followers.some((one) => votesOf(approval, one).some(isOfPerson))) return no("signed-after");
  const hasAdded = node.seats.some(({ added }) => added !== undefined);
  const isOver = node.status !== "open" || node.mode.rule === "sequential" || hasAdded;
  const votes = votesOf(approval, node);
  const later = votes.slice(votes.findIndex((vote) => vote.decision === decision) + 1);
  const isSignedAfter = later.some((vote) => isOfPerson(vote) && vote.decision.decidedBy !== by);
  return isOver && isSignedAfter ? no("signed-after") : undefined;
}

/** A rule signs on the strength of nothing that somebody else has signed. */
function isOfPerson({ decision }: CastVote): boolean {
  return decision.byRule === undefined;
}

/** The nodes that were opened because this one had passed, and those that were because they had. */
export function followingNodes(
  approval: Approval,
  node: ApprovalNode,
  { path }: Path,
): ApprovalNode[] {
  const followers = followersOf(path, node.nodeId);
  return currentNodes(approval).filter(({ nodeId }) => followers.has(nodeId));
}

/**
 * 拿回: the decision stays written, its vote counts no more. Whoever is asked only because of it is asked no more,
 * and its seat is asked anew, with the full time of the node. 异议 does the same to what a rule has decided.
 */
export function takeBack(
  approval: Approval,
  { task, deed, kind = "take-back" }: { task: Task; deed: Deed; kind?: "take-back" | "object" },
  facts: EngineFacts,
): Outcome<Approval> {
  const node = nodeOfTask(approval, task);
  const whyNot = kind === "object" ? whyNotObject : whyNotTakeBack;
  const refusal = whyNot(approval, { task, by: deed.by.userid }, facts);
  if (refusal !== undefined || node === undefined) return refuse(refusal ?? { code: "not-found" });
  const together = tasksTogether(approval, task);
  const acts = together.map(({ id }) => actOf(approval, deed, { kind, taskId: id }));
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

/** The node is open again; those that had followed are closed until it passes again. */
function reopen(approval: Approval, node: ApprovalNode, facts: EngineFacts): Approval {
  const followers = followingNodes(approval, node, facts);
  const reopened = openAgain(approval, node, facts);
  const supersede = (one: ApprovalNode): ApprovalNode =>
    followers.includes(one) ? { ...one, status: "superseded", closedAt: facts.at } : one;
  return { ...reopened, nodes: reopened.nodes.map(supersede) };
}

/** Opens a node again, until its limit from now. */
export function openAgain(
  approval: Approval,
  node: ApprovalNode,
  { path, dueFor }: Pick<EngineFacts, "path" | "dueFor">,
): Approval {
  const limit = path.find(({ id }) => id === node.nodeId)?.limit;
  const due = limit === undefined ? {} : dueAgain(dueFor(limit));
  const nodes = approval.nodes.map((one): ApprovalNode =>
    one === node ? { ...one, ...due, status: "open", closedAt: undefined } : one,
  );
  return { ...approval, nodes };
}

function dueAgain({ at, provisional }: { at: Date; provisional: boolean }) {
  return { dueAt: at, dueProvisional: provisional };
}

/** Who waits in what had followed, or for a turn that has not come. */
export function askedInVain(approval: Approval): Task[] {
  return pendingTasks(approval).filter((task) => {
    const node = nodeOfTask(approval, task);
    if (node === undefined || node.status !== "open") return true;
    const invited = invitedSeats(node, votesOf(approval, node));
    return !invited.some(({ seatNo }) => seatNo === task.seatNo);
  });
}
