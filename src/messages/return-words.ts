import type { Approval, Decision, Task } from "../domain/approval/instance.ts";
import { decisionOfTask } from "../domain/approval/tasks.ts";
import { shortName, signerName } from "./approval-words.ts";
import { plain } from "./fit.ts";

/** Name of the node that a return went to; undefined where it went to the submitter, or is none. */
export function nodeReturnedTo({ nodes }: Approval, decision: Decision): string | undefined {
  const { returnTo } = decision;
  if (returnTo === undefined) return undefined;
  return nodes.find(({ nodeId }) => nodeId === returnTo)?.name ?? returnTo;
}

/** Where a return went and how it comes back, e.g. 退回至“计量班”，逐级重走; empty for one that says neither. */
export function wayBackText(approval: Approval, decision: Decision): string {
  const node = nodeReturnedTo(approval, decision);
  const { resume } = decision;
  if (node === undefined && resume === undefined) return "";
  const where = node === undefined ? "退给提交人" : `退回至“${plain(node)}”`;
  return `${where}，${resume === "step-by-step" ? "逐级重走" : "直送退回人"}`;
}

/** The return to a node because of which a task is asked in a later round; undefined where there is none. */
export function returnBefore(approval: Approval, task: Task): Decision | undefined {
  const before = approval.nodes.findLast(
    ({ nodeId, round, recalled }) =>
      nodeId === task.nodeId && round < task.round && recalled !== undefined,
  );
  const isOfVersion = before?.documentVersion === versionOf(approval, task);
  const decision = before?.recalled && decisionOfTask(approval, before.recalled.by);
  return isOfVersion && decision?.verb === "return" ? decision : undefined;
}

function versionOf({ nodes }: Approval, task: Task): number | undefined {
  return nodes.find(({ round, nodeId }) => round === task.round && nodeId === task.nodeId)
    ?.documentVersion;
}

/** 赵刚 退回至“计量班”：互感器变比请核对 */
export function returnLine(approval: Approval, decision: Decision): string {
  const node = nodeReturnedTo(approval, decision);
  const where = node === undefined ? "" : `至“${plain(node)}”`;
  return `${signerName(decision)} 退回${where}：${plain(decision.opinion.text)}`;
}

/** What the submitter reads of how a returned document comes back. */
export function resumeLines({ resume, name }: Decision): string[] {
  if (resume === undefined) return [];
  return resume === "direct"
    ? [`送审：未改动已审核内容的，提交后直送 ${shortName(name)}；否则须重新审批的先审批。`]
    : ["送审：退回人要求逐级重走，所有环节重新审批，已有同意不沿用。"];
}
