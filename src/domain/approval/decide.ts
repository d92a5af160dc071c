import type { StaffId } from "../ids.ts";
import {
  refuse,
  type CancelReason,
  type DeciderNames,
  type Outcome,
  type Refusal,
  type SignedVerb,
  type Verb,
} from "../outcome.ts";
import type { Signer } from "../people/signer.ts";
import { answersYesOrNo, reasonNow, removalOf, waitsFor } from "./added-tasks.ts";
import { advance, closeTasks, type EngineFacts, type Progress } from "./engine.ts";
import { receiverOf } from "./handover.ts";
import {
  currentNodes,
  nodeOfTask,
  pendingTasks,
  signatureOf,
  tasksOfSeat,
  tasksTogether,
  type Approval,
  type ApprovalNode,
  type Decision,
  type Opinion,
  type Override,
  type RuleMark,
  type Task,
} from "./instance.ts";
import { nodeOutcome } from "./node-outcome.ts";
import { takeBackOf, withdrawalOf } from "./act.ts";
import { sendBack, whyNotSendBack } from "./send-back.ts";
import { decisionThatCancelled, votesOf } from "./votes.ts";

/** One press as the rules see it. */
export interface Press {
  task: Task;
  verb: Verb;
  opinion: Opinion;
  by: Signer;
  channel: Decision["channel"];
  documentHash: string;
  shownHash: string;
  eventAt: Date;
  /** Of a return: the node that it goes to, where that is not the submitter, and how it comes back. */
  returnTo?: string | undefined;
  resume?: Decision["resume"] | undefined;
  batchId?: string | undefined;
  /** Set where an administrator decides in place of the holder. */
  override?: Override;
  /** Names as of now; a decision for somebody else keeps theirs. */
  nameOf?: (userid: StaffId) => string;
}

/** Why this person may not decide this task now; undefined when they may. */
export function whyNotDecide(
  approval: Approval,
  { task, verb, by }: Pick<Press, "task" | "verb"> & { by: { userid: StaffId } },
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

/** Whoever is asked for a yes or a no can be against it, but can neither return nor reject. */
function spokenVerb(approval: Approval, task: Task, verb: Verb): SignedVerb {
  return verb !== "approve" && answersYesOrNo(approval, task) ? "disagree" : verb;
}

/** Tells whether another version is asked about since a task was opened. */
export function isOfOlderVersion(approval: Approval, task: Task): boolean {
  const asked = nodeOfTask(approval, task)?.documentVersion ?? approval.documentVersion;
  return asked < approval.documentVersion;
}

/** Why nobody may decide this task in place of its holder; undefined while it waits. */
export function whyNotDecideFor(
  approval: Approval,
  { task, verb }: Pick<Press, "task" | "verb">,
): Refusal | undefined {
  const refusal = whyNotWaiting(approval, task);
  if (refusal !== undefined || spokenVerb(approval, task, verb) !== "return") return refusal;
  return whyNotReturn(approval, task);
}

/** Why a task waits for nobody any more; undefined while it does. */
export function whyNotWaiting(approval: Approval, task: Task): Refusal | undefined {
  const taken = takeBackOf(approval, task.id);
  if (taken !== undefined) return { code: "taken-back", byName: taken.name, at: taken.at };
  const decided = signatureOf(approval, task);
  if (decided !== undefined) return decidedBy(decided);
  if (isOfOlderVersion(approval, task)) {
    return { code: "older-round", latestVersion: approval.documentVersion };
  }
  const withdrawn = withdrawalOf(approval);
  if (withdrawn !== undefined) {
    return { code: "withdrawn", byName: withdrawn.name, at: withdrawn.at };
  }
  const reason = reasonNow(approval, task);
  return reason === undefined ? undefined : whyCancelled(approval, task, reason);
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

/** Signs one task: records the decision, then carries the approval on or brings it back. */
export function decide(approval: Approval, press: Press, facts: EngineFacts): Outcome<Approval> {
  const refusal =
    (press.override === undefined ? whyNotDecide : whyNotDecideFor)(approval, press) ??
    whyNotThere(approval, press, facts);
  if (refusal !== undefined) return refuse(refusal);
  const { approval: next, events } = follow(sign(approval, press, facts.at), press, facts);
  return { ok: true, next, events };
}

function whyNotThere(approval: Approval, press: Press, { path }: EngineFacts): Refusal | undefined {
  const { task, returnTo: to } = press;
  return to === undefined || !isReturn(approval, press)
    ? undefined
    : whyNotSendBack(approval, { task, to }, path);
}

/** What follows from a decision. */
function follow(signed: Progress, press: Press, facts: EngineFacts): Progress {
  const { task, returnTo: to } = press;
  if (!isReturn(signed.approval, press)) return advance(signed, facts);
  return to === undefined
    ? bringBack(signed, task, facts.at)
    : sendBack(signed, { task, to, resume: press.resume }, facts);
}

function isReturn(approval: Approval, { task, verb }: Press): boolean {
  return spokenVerb(approval, task, verb) === "return";
}

/** One press fills all seats that its person has in the node, each with a decision of its own. */
function sign(approval: Approval, press: Press, at: Date): Progress {
  const { task } = press;
  const verb = spokenVerb(approval, task, press.verb);
  const together = tasksTogether(approval, task);
  const decisions = together.map((one) => decisionOn(one, { approval, press, verb, at }));
  const finish = (one: Task): Task =>
    together.includes(one) ? { ...one, status: "done", closedAt: at } : one;
  const signed: Progress = {
    approval: {
      ...approval,
      decisions: [...approval.decisions, ...decisions],
      tasks: approval.tasks.map(finish),
    },
    events: together.map(({ id }) => ({ kind: "task-decided", taskId: id, verb })),
  };
  return closeCoHolders(signed, together, at);
}

/** Where two may decide in one seat, the first has. */
export function closeCoHolders(signed: Progress, decided: readonly Task[], at: Date): Progress {
  const { approval } = signed;
  const others = decided
    .flatMap((one) => tasksOfSeat(approval, one))
    .filter(({ status }) => status === "pending");
  return closeTasks(signed, others, { reason: "co-holder-decided", at });
}

function decisionOn(
  task: Task,
  { approval, press, verb, at }: { approval: Approval; press: Press; verb: SignedVerb; at: Date },
): Decision {
  const { by, batchId, override, nameOf = String } = press;
  const { onBehalfOf } = task;
  return {
    taskId: task.id,
    round: task.round,
    nodeId: task.nodeId,
    verb,
    opinion: press.opinion,
    decidedBy: by.userid,
    name: by.name,
    position: by.position,
    department: by.department,
    channel: press.channel,
    documentVersion: approval.documentVersion,
    documentHash: press.documentHash,
    shownHash: press.shownHash,
    eventAt: press.eventAt,
    committedAt: at,
    ...(verb === "return" ? wayBack(press) : {}),
    ...(batchId === undefined ? {} : { batchId }),
    ...(override === undefined ? {} : { override }),
    ...(onBehalfOf === undefined || override !== undefined
      ? {}
      : {
          onBehalfOf: {
            principal: onBehalfOf.principal,
            name: nameOf(onBehalfOf.principal),
            grantId: onBehalfOf.grantId,
          },
        }),
  };
}

function wayBack({ returnTo, resume }: Press): Pick<Decision, "returnTo" | "resume"> {
  return {
    ...(returnTo === undefined ? {} : { returnTo }),
    ...(resume === undefined ? {} : { resume }),
  };
}

/** 退回: the round ends for everybody; the plan goes back to who submitted it. */
export function bringBack(signed: Progress, task: Task, at: Date): Progress {
  const left = pendingTasks(signed.approval);
  const { approval, events } = closeTasks(signed, left, { reason: "returned", at });
  const close = (node: ApprovalNode): ApprovalNode => {
    if (node.status !== "open") return node;
    const status = node.nodeId === task.nodeId ? "returned" : "superseded";
    return { ...node, status, closedAt: at };
  };
  return {
    approval: { ...approval, status: "wait_revision", nodes: approval.nodes.map(close) },
    events: [...events, { kind: "approval-returned", approvalId: approval.id, taskId: task.id }],
  };
}
