import type { StaffId } from "../ids.ts";
import { refuse, type Outcome, type Refusal, type SignedVerb, type Verb } from "../outcome.ts";
import type { Signer } from "../people/signer.ts";
import { closeTasks } from "./close-nodes.ts";
import { advance } from "./engine.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { Approval, ApprovalNode, Decision, Opinion, Override, Task } from "./instance.ts";
import { sendBack, whyNotSendBack } from "./send-back.ts";
import { pendingTasks, tasksOfSeat, tasksTogether } from "./tasks.ts";
import { spokenVerb, whyNotDecide, whyNotDecideFor } from "./why-not-decide.ts";

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
