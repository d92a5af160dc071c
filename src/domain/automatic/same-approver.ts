import type { Holding } from "../approval/ask-seat.ts";
import type { Flow, FlowNode } from "../approval/flow.ts";
import type { Approval, Decision, RuleMark } from "../approval/instance.ts";
import { takeBackOf } from "../approval/act.ts";
import { isOpinionTask } from "../approval/added-tasks.ts";
import type { IsUntouched } from "../approval/keep.ts";

export interface SameApproverQuestion {
  flow: Pick<Flow, "id" | "version" | "sameApprover">;
  path: readonly FlowNode[];
  node: FlowNode;
  approval: Approval;
  /** Who would be asked. */
  to: readonly Holding[];
  isUntouched: IsUntouched;
}

/**
 * 同一审批人: somebody who has agreed earlier in this very round is not asked the same again. What was signed before the
 * last return is of another round, and counts for nothing here; the last node is always signed.
 */
export function sameApproverMark(question: SameApproverQuestion): RuleMark | undefined {
  const { flow, approval } = question;
  const before = nodesBefore(question);
  const signed = approval.decisions.find((one) => before.has(one.nodeId) && counts(one, question));
  if (signed === undefined) return undefined;
  const { name, committedAt } = signed;
  const where = nodeName(approval, signed);
  return {
    kind: "same-approver",
    ruleId: flow.id,
    version: flow.version,
    words: `${name}已在“${where}”环节同意，按同一审批人规则自动同意`,
    facts: [`${where}：${name} ${committedAt.toISOString()} 同意 v${signed.documentVersion}`],
  };
}

/** The nodes whose signatures may stand for one: those right before it, or all that lead to it; for the last none. */
export function nodesBefore({
  flow,
  path,
  node,
}: Pick<SameApproverQuestion, "flow" | "path" | "node">): ReadonlySet<string> {
  if (!path.some(({ after }) => after.includes(node.id))) return new Set();
  const ids = new Set(node.after);
  if (flow.sameApprover === "adjacent") return ids;
  if (flow.sameApprover !== "any-before") return new Set();
  // The set grows while it is walked.
  for (const id of ids) {
    for (const { after } of path.filter((one) => one.id === id))
      after.forEach((one) => ids.add(one));
  }
  return ids;
}

/** Only what that very person has signed for themselves, in this round, and not taken back; an opinion is no signature. */
function counts(
  decision: Decision,
  { approval, to, node, isUntouched }: SameApproverQuestion,
): boolean {
  const [only, ...others] = to;
  return (
    only !== undefined &&
    others.length === 0 &&
    only.onBehalfOf === undefined &&
    decision.decidedBy === only.holder &&
    decision.onBehalfOf === undefined &&
    decision.override === undefined &&
    decision.round === approval.round &&
    decision.verb === "approve" &&
    takeBackOf(approval, decision.taskId) === undefined &&
    !isOpinion(approval, decision) &&
    isUntouched(decision, node.reviewFields)
  );
}

function isOpinion(approval: Approval, { taskId }: Decision): boolean {
  return approval.tasks.some((task) => task.id === taskId && isOpinionTask(approval, task));
}

function nodeName(approval: Approval, { round, nodeId }: Decision): string {
  const found = approval.nodes.find((one) => one.round === round && one.nodeId === nodeId);
  return found?.name ?? nodeId;
}
