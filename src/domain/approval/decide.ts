import type { Decision, Approval, Opinion, Task } from "./instance.ts";
import { decisionOfTask, nodeOfTask, pendingTasks } from "./instance.ts";
import type { StaffId } from "../ids.ts";
import { refuse, type Outcome, type Refusal, type Verb } from "../outcome.ts";
import { advance, closeTasks, setNode, type EngineFacts, type Progress } from "./engine.ts";

/** One press as the rules see it. */
export interface Press {
  task: Task;
  verb: Verb;
  opinion: Opinion;
  by: { userid: StaffId; name: string; position: string; department: string };
  channel: Decision["channel"];
  documentHash: string;
  shownHash: string;
  eventAt: Date;
}

/** Why this person may not decide this task now; undefined when they may. */
export function whyNotDecide(
  approval: Approval,
  press: Pick<Press, "task" | "verb"> & { by: { userid: StaffId } },
): Refusal | undefined {
  const { task, verb, by } = press;
  const decided = decisionOfTask(approval, task.id);
  if (decided !== undefined) return alreadyDecided(decided, by.userid, verb);
  if (task.round < approval.round) return olderRound(approval, task);
  if (task.status === "cancelled") return whyCancelled(approval, task);
  if (task.holder !== by.userid) return { code: "not-your-task", holder: task.holder };
  return undefined;
}

function alreadyDecided(decided: Decision, presser: StaffId, verb: Verb): Refusal {
  if (decided.decidedBy === presser) {
    return {
      code: "already-decided-by-you",
      at: decided.committedAt,
      verb: decided.verb,
      sameVerb: decided.verb === verb,
    };
  }
  return {
    code: "already-decided",
    by: decided.decidedBy,
    byName: decided.name,
    at: decided.committedAt,
    verb: decided.verb,
  };
}

function olderRound(approval: Approval, task: Task): Refusal {
  return {
    code: "older-round",
    documentVersion: nodeOfTask(approval, task)?.documentVersion ?? approval.documentVersion,
    latestVersion: approval.documentVersion,
  };
}

function whyCancelled(approval: Approval, task: Task): Refusal {
  const sameRound = approval.decisions.filter((decision) => decision.round === task.round);
  const returned = sameRound.find((decision) => decision.verb === "return");
  if (task.cancelReason === "returned" && returned !== undefined) {
    return { code: "returned", byName: returned.name, at: returned.committedAt };
  }
  const winner = sameRound.find((decision) => decision.nodeId === task.nodeId);
  if (winner === undefined) return { code: "closed", reason: task.cancelReason ?? "superseded" };
  return {
    code: "already-decided",
    by: winner.decidedBy,
    byName: winner.name,
    at: winner.committedAt,
    verb: winner.verb,
  };
}

/** Signs one task: records the decision, then carries the approval on or brings it back. */
export function decide(approval: Approval, press: Press, facts: EngineFacts): Outcome<Approval> {
  const refusal = whyNotDecide(approval, press);
  if (refusal !== undefined) return refuse(refusal);
  const signed = sign(approval, press, facts);
  const done = press.verb === "approve" ? advance(signed, facts) : bringBack(signed, press, facts);
  return { ok: true, next: done.approval, events: done.events };
}

function sign(approval: Approval, press: Press, facts: EngineFacts): Progress {
  const { task, by } = press;
  const decision: Decision = {
    taskId: task.id,
    round: task.round,
    nodeId: task.nodeId,
    verb: press.verb,
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
    committedAt: facts.at,
  };
  return {
    approval: {
      ...approval,
      decisions: [...approval.decisions, decision],
      tasks: approval.tasks.map((one) =>
        one.id === task.id ? { ...one, status: "done", closedAt: facts.at } : one,
      ),
    },
    events: [{ kind: "task-decided", taskId: task.id, verb: press.verb }],
    nextTaskNo: facts.nextTaskNo,
  };
}

/** 退回: the round ends for everybody; the plan goes back to who submitted it. */
function bringBack(signed: Progress, press: Press, facts: EngineFacts): Progress {
  const closed = closeTasks(signed, pendingTasks(signed.approval), {
    reason: "returned",
    at: facts.at,
  });
  const open = closed.approval.nodes.filter((node) => node.status === "open");
  const approval = open.reduce(
    (sum, node) =>
      setNode(sum, {
        ...node,
        status: node.nodeId === press.task.nodeId ? "returned" : "superseded",
        closedAt: facts.at,
      }),
    closed.approval,
  );
  return {
    ...closed,
    approval: { ...approval, status: "wait_revision" },
    events: [
      ...closed.events,
      { kind: "approval-returned", approvalId: approval.id, taskId: press.task.id },
    ],
  };
}
