import type { StaffId } from "../ids.ts";
import { refuse, type CaseEvent, type NoTakeBack, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, takeBackOf, type Act, type Deed } from "./act.ts";
import { isOfOlderVersion } from "./why-not-decide.ts";
import { advance } from "./engine.ts";
import { resumedWaits } from "./added-tasks.ts";
import { closeTasks } from "./close-nodes.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { Approval, ApprovalNode, Decision, Task } from "./instance.ts";
import { currentNodes, decisionOfTask, nodeOfTask, pendingTasks, tasksTogether } from "./tasks.ts";
import { invitedSeats } from "./node-outcome.ts";
import { followersOf } from "./return-scope.ts";
import { recall } from "./send-back.ts";
import { castIn, votesOf, type CastVote } from "./votes.ts";
import { whyNotWithdraw } from "./withdraw.ts";

type Path = Pick<EngineFacts, "path">;

/** Why this person may not take back what they have decided on this task; undefined when they may. */
export function whyNotTakeBack(
  approval: Approval,
  asked: { task: Task; by: StaffId },
  facts: Path,
): Refusal | undefined {
  const refusal = whyNotUncount(approval, asked, facts);
  return refusal === undefined && hasComeBack(approval, asked.task) ? no("twice") : refusal;
}

/** The same, however often the seat has come back in this round. */
export function whyNotUncount(
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

/** An undoing does not count, nobody had heard of what was undone; nor does what lapsed, nobody had said it. */
function hasComeBack(approval: Approval, { round, nodeId, seatNo }: Task): boolean {
  return approval.tasks.some((one) => {
    const isOfSeat = one.round === round && one.nodeId === nodeId && one.seatNo === seatNo;
    const taken = isOfSeat ? takeBackOf(approval, one.id) : undefined;
    return taken !== undefined && !COMES_BACK_FREELY.has(taken.kind);
  });
}

const COMES_BACK_FREELY: ReadonlySet<Act["kind"]> = new Set(["undo", "lapse"]);

/** What others have signed on the strength of it stands: later nodes, later turns, and whoever closed the node. */
function whyGoneOn(
  approval: Approval,
  { node, by, decision }: { node: ApprovalNode; by: StaffId; decision: Decision },
  facts: Path,
): Refusal | undefined {
  const followers = followingNodes(approval, node, facts);
  if (followers.some((one) => castIn(approval, one).some(isOfPerson))) return no("signed-after");
  const hasAdded = node.seats.some(({ added }) => added !== undefined);
  const isOver = node.status !== "open" || node.mode.rule === "sequential" || hasAdded;
  const votes = votesOf(approval, node);
  const later = votes.slice(votes.findIndex((vote) => vote.decision === decision) + 1);
  const isSignedAfter = later.some((vote) => isOfPerson(vote) && vote.decision.decidedBy !== by);
  return isOver && isSignedAfter ? no("signed-after") : undefined;
}

/** A rule signs on the strength of nothing that somebody else has signed. */
export function isOfPerson({ decision }: CastVote): boolean {
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

type Retraction = "undo" | "take-back" | "object";

const WHY_NOT: Readonly<Record<Retraction, typeof whyNotTakeBack>> = {
  undo: whyNotUncount,
  "take-back": whyNotTakeBack,
  object: whyNotObject,
};

/**
 * 拿回: the decision stays written, its vote counts no more. Whoever is asked only because of it is asked no more,
 * and its seat is asked anew, in the time of the node. 异议 does the same to what a rule has decided,
 * 撤回这次决定 to what nobody else has heard of.
 */
export function takeBack(
  approval: Approval,
  { task, deed, kind = "take-back" }: { task: Task; deed: Deed; kind?: Retraction },
  facts: EngineFacts,
): Outcome<Approval> {
  const node = nodeOfTask(approval, task);
  const refusal = WHY_NOT[kind](approval, { task, by: deed.by.userid }, facts);
  if (refusal !== undefined || node === undefined) return refuse(refusal ?? { code: "not-found" });
  const together = tasksTogether(approval, task);
  const acts = together.map(({ id }) => actOf(approval, deed, { kind, taskId: id }));
  const following = lapsed(approval, restingOn(approval, { node, task }, facts), deed);
  const uncounted = { ...approval, acts: [...approval.acts, ...acts, ...following] };
  const events: CaseEvent[] = [{ kind: "decision-taken-back", taskId: task.id }];
  const reopened = reopen({ approval: uncounted, events }, { node, task, kind }, facts);
  const how = { reason: "taken-back", at: deed.at } as const;
  const closed = closeTasks(reopened, askedInVain(reopened.approval), how);
  const { approval: next, events: told } = advance(closed, facts);
  return { ok: true, next, events: [...told, ...resumedWaits(next, node)] };
}

/** Votes of rules that count no more because of a deed. */
export function lapsed(approval: Approval, votes: readonly CastVote[], deed: Deed): Act[] {
  return votes.map(({ decision: { taskId } }) =>
    actOf(approval, { ...deed, text: "" }, { kind: "lapse", taskId }),
  );
}

/** What rules have decided because a task was decided: in the nodes that followed, and in turn after it. */
export function restingOn(
  approval: Approval,
  { node, task }: { node: ApprovalNode; task: Task },
  facts: Path,
): CastVote[] {
  const followers = followingNodes(approval, node, facts);
  const placeOf = ({ seatNo }: { seatNo: number }) =>
    node.seats.findIndex((seat) => seat.seatNo === seatNo);
  const later = votesOf(approval, node).filter((vote) => placeOf(vote) > placeOf(task));
  const inTurn = node.mode.rule === "sequential" ? later : [];
  const after = followers.flatMap((one) => votesOf(approval, one));
  return [...inTurn, ...after].filter((vote) => !isOfPerson(vote));
}

/**
 * The node is open again; those that had followed are closed until it passes again: in a new round where signatures
 * are kept in them, which are then looked at anew.
 */
function reopen(
  { approval, events }: Progress,
  { node, task, kind }: { node: ApprovalNode; task: Task; kind: Retraction },
  facts: EngineFacts,
): Progress {
  const followers = followingNodes(approval, node, facts);
  // Its time runs on where nobody has heard of it: else undoing would be a way to have more.
  const reopened = kind === "undo" ? openInTime(approval, node) : openAgain(approval, node, facts);
  if (followers.some((one) => votesOf(approval, one).length > 0)) {
    const back = { nodes: followers, by: task.id, keeps: () => true };
    return recall({ approval: reopened, events }, back, { reason: "taken-back", at: facts.at });
  }
  const supersede = (one: ApprovalNode): ApprovalNode =>
    followers.includes(one) ? { ...one, status: "superseded", closedAt: facts.at } : one;
  return { approval: { ...reopened, nodes: reopened.nodes.map(supersede) }, events };
}

/** Opens a node again: one that had ended until its limit from now, in one that had not the limit of all runs on. */
export function openAgain(
  approval: Approval,
  node: ApprovalNode,
  { path, dueFor }: Pick<EngineFacts, "path" | "dueFor">,
): Approval {
  if (node.status === "open") return approval;
  const limit = path.find(({ id }) => id === node.nodeId)?.limit;
  return openInTime(approval, node, limit === undefined ? {} : dueAgain(dueFor(limit)));
}

/** Opens a node again, in the time that it had unless another is said. */
function openInTime(
  approval: Approval,
  node: ApprovalNode,
  due: Partial<Pick<ApprovalNode, "dueAt" | "dueProvisional">> = {},
): Approval {
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
