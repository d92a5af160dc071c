import type { StaffId } from "../ids.ts";
import type { CancelReason, DeciderNames, Refusal, SignedVerb, Verb } from "../outcome.ts";
import { takeBackOf, withdrawalOf, type Act } from "./act.ts";
import { answersYesOrNo, reasonNow, removalOf, waitsFor } from "./added-tasks.ts";
import { receiverOf } from "./handover.ts";
import type { Approval, Decision, RuleMark, Task } from "./instance.ts";
import { nodeOutcome } from "./node-outcome.ts";
import { currentNodes, nodeOfTask, signatureOf, tasksOfSeat } from "./tasks.ts";
import { decisionThatCancelled, votesOf } from "./votes.ts";
import { whyNotWithdraw } from "./withdraw.ts";

/** What somebody wants to do with a task. */
interface Asked {
  task: Task;
  verb: Verb;
}

/** Why this person may not decide this task now; undefined when they may. */
export function whyNotDecide(
  approval: Approval,
  { task, verb, by }: Asked & { by: { userid: StaffId } },
): Refusal | undefined {
  const decided = signatureOf(approval, task);
  const isOwn = decided?.decidedBy === by.userid && takeBackOf(approval, task.id) === undefined;
  if (isOwn) return decidedByYou(decided, spokenVerb(approval, task, verb));
  const refusal = whyNotWaiting(approval, task);
  if (refusal !== undefined) return refusal;
  if (task.onBehalfOf?.principal === by.userid) return { code: "delegated", to: task.holder };
  if (task.holder !== by.userid) return { code: "not-your-task", holder: task.holder };
  return spokenVerb(approval, task, verb) === "return" ? whyNotReturn(approval, task) : undefined;
}

/** The verb that is signed: whoever is asked for a yes or a no can be against it, but can neither return nor reject. */
export function spokenVerb(approval: Approval, task: Task, verb: Verb): SignedVerb {
  return verb !== "approve" && answersYesOrNo(approval, task) ? "disagree" : verb;
}

/** Tells whether another version is asked about since a task was opened. */
export function isOfOlderVersion(approval: Approval, task: Task): boolean {
  const asked = nodeOfTask(approval, task)?.documentVersion ?? approval.documentVersion;
  return asked < approval.documentVersion;
}

/** Why nobody may decide this task in place of its holder; undefined while it waits. */
export function whyNotDecideFor(approval: Approval, { task, verb }: Asked): Refusal | undefined {
  const refusal = whyNotWaiting(approval, task);
  if (refusal !== undefined || spokenVerb(approval, task, verb) !== "return") return refusal;
  return whyNotReturn(approval, task);
}

/** Why a task waits for nobody any more; undefined while it does. */
export function whyNotWaiting(approval: Approval, task: Task): Refusal | undefined {
  const taken = takeBackOf(approval, task.id);
  if (taken !== undefined) return takenBack(taken);
  const decided = signatureOf(approval, task);
  if (decided !== undefined) return decidedBy(decided);
  if (isOfOlderVersion(approval, task)) return whyOver(approval) ?? olderRound(approval, task);
  const withdrawn = withdrawalOf(approval);
  if (withdrawn !== undefined) {
    return { code: "withdrawn", byName: withdrawn.name, at: withdrawn.at };
  }
  const reason = reasonNow(approval, task);
  return reason === undefined ? undefined : whyCancelled(approval, task, reason);
}

/** How an approval has ended, for whoever comes with something of a version before; undefined while it goes on. */
function whyOver(approval: Approval): Refusal | undefined {
  const over = whyNotWithdraw(approval);
  return over?.code === "approval-complete" ? { code: "closed", reason: "approved" } : over;
}

function olderRound(approval: Approval, task: Task): Refusal {
  const refusal = { code: "older-round", latestVersion: approval.documentVersion } as const;
  return isAskedAgain(approval, task) ? refusal : { ...refusal, isAskedLater: true };
}

/** Tells whether the holder of a task of an older version has been asked about the newest one too. */
export function isAskedAgain(approval: Approval, { holder }: Task): boolean {
  return approval.tasks.some(
    (one) => one.holder === holder && one.status !== "kept" && !isOfOlderVersion(approval, one),
  );
}

/**
 * Where everybody is to be heard, what was decided before the last opinion stands: a return would undo it. That holds
 * for the own node, and for a rejection in whatever branch.
 */
export function whyNotReturn(approval: Approval, task: Task): Refusal | undefined {
  const open = currentNodes(approval).filter(({ status }) => status === "open");
  const outcomes = open.map((node) => ({
    node,
    outcome: nodeOutcome(node, votesOf(approval, node)),
  }));
  const certain = outcomes.find(
    ({ node, outcome }) =>
      outcome === "failed" || (outcome === "passed" && node.nodeId === task.nodeId),
  );
  return certain && { code: "outcome-certain", passes: certain.outcome === "passed" };
}

function decidedByYou({ committedAt, verb }: Decision, pressed: SignedVerb): Refusal {
  return { code: "already-decided-by-you", at: committedAt, verb, sameVerb: verb === pressed };
}

function decidedBy(decision: Decision): Refusal {
  if (decision.byRule !== undefined) return decidedByRule(decision, decision.byRule);
  const { decidedBy: by, committedAt: at, verb } = decision;
  return { code: "already-decided", by, at, verb, ...namesOf(decision) };
}

function decidedByRule({ committedAt: at, verb }: Decision, { words }: RuleMark): Refusal {
  return { code: "decided-by-rule", words, at, verb };
}

function takenBack({ name: byName, at }: Act): Refusal {
  return { code: "taken-back", byName, at };
}

/** Who decided, and for whom. */
function namesOf({ name: byName, onBehalfOf, override }: Decision): DeciderNames {
  if (override !== undefined) return { byName, override };
  return onBehalfOf === undefined ? { byName } : { byName, forName: onBehalfOf.name };
}

/** Names whoever made a task needless: who got it, who returned the round, rejected the approval, or was enough for the node. */
function whyCancelled(approval: Approval, task: Task, reason: CancelReason): Refusal {
  const receiver = receiverOf(approval, task.id);
  if (receiver !== undefined) return { code: "transferred", to: receiver.holder };
  const removal = reason === "signer-removed" ? removalOf(approval, task) : undefined;
  if (removal !== undefined) {
    return { code: "signer-removed", byName: removal.name, at: removal.at };
  }
  const cause = decisionThatCancelled(approval, task, reason);
  if (cause === undefined) return whyElsewhere(approval, task, reason);
  const taken = takeBackOf(approval, cause.taskId);
  if (taken !== undefined) return takenBack(taken);
  if (ANSWERED_BY_NAME.has(reason) || cause.byRule !== undefined) return decidedBy(cause);
  if (cause.returnTo !== undefined) return whySentBack(approval, cause, cause.returnTo);
  // Who is against a revocation rejects nothing.
  if (cause.verb === "disagree") return decidedBy(cause);
  const code = cause.verb === "return" ? "returned" : "rejected";
  return { code, at: cause.committedAt, ...namesOf(cause) };
}

function whySentBack(approval: Approval, cause: Decision, to: string): Refusal {
  const node = approval.nodes.find(({ nodeId }) => nodeId === to)?.name ?? to;
  return { code: "sent-back", node, at: cause.committedAt, ...namesOf(cause) };
}

/** Where somebody else signed the very same thing, their decision is the answer. */
const ANSWERED_BY_NAME: ReadonlySet<CancelReason> = new Set([
  "any-one-decided",
  "left",
  "delegation-start",
  "delegation-end",
  "delegation-circle",
  "delegation-untaken",
  "stand-in-changed",
  "co-holder-decided",
  "taken-over",
]);

/** The seat is in other hands, and still waits. */
function whyElsewhere(approval: Approval, task: Task, reason: CancelReason): Refusal {
  const heard = reason === "signers-added" ? waitsFor(approval, task) : [];
  if (heard.length > 0) return { code: "waits-for-signers", to: heard };
  const to = tasksOfSeat(approval, task).find(({ status }) => status === "pending")?.holder;
  if (to !== undefined && reason === "delegation-start") return { code: "delegated", to };
  if (to !== undefined && reason === "delegation-end") return { code: "delegation-over", to };
  if (to !== undefined && reason === "transferred") return { code: "transferred", to };
  if (to !== undefined && reason === "taken-over") return { code: "taken-over", to };
  return { code: "closed", reason };
}
