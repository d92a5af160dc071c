import type { Approval, ApprovalNode, Task } from "../approval/instance.ts";
import { decisionOfTask, nodeOfTask } from "../approval/tasks.ts";
import { votesOf } from "../approval/votes.ts";
import { approvalOfTask, type CaseFile } from "../case-file.ts";
import type { ApprovalId } from "../ids.ts";
import type { CaseEvent, SignedVerb } from "../outcome.ts";

/** What people have said of an exempt plan that was drawn as a sample. */
export interface SampleVerdict {
  ruleId: string;
  version: number;
  approvalId: ApprovalId;
  agreed: boolean;
}

/** A node passes by what somebody says, or because somebody who was added is waited for no more (减签). */
type Judging = Extract<CaseEvent, { kind: "task-decided" | "signer-removed" }>;

/**
 * The samples that people have judged by what has just happened: a node that they passed, or gave back. What an
 * administrator has decided for somebody absent (越权处理) is no view of the plan: there it is not judged.
 */
export function judgedSamples(file: CaseFile, events: readonly CaseEvent[]): SampleVerdict[] {
  return events.flatMap((event) => {
    if (event.kind !== "task-decided" && event.kind !== "signer-removed") return [];
    const found = approvalOfTask(file, event.taskId);
    const node = found && nodeOfTask(found.approval, found.task);
    if (found === undefined || node?.sampleOf === undefined) return [];
    const agreed = agreedIn(node, event, found);
    if (agreed === undefined) return [];
    return [{ ...node.sampleOf, approvalId: found.approval.id, agreed }];
  });
}

/** Undefined while it can still go either way: whoever was asked for an opinion only has not decided. */
function agreedIn(
  node: ApprovalNode,
  event: Judging,
  { approval, task }: { approval: Approval; task: Task },
): boolean | undefined {
  const isBack = event.kind === "task-decided" && GIVES_BACK.has(event.verb);
  const own = decisionOfTask(approval, task.id);
  if (isBack) return own?.override === undefined ? false : undefined;
  const isReviewed = votesOf(approval, node).every((vote) => vote.decision.override === undefined);
  return node.status === "passed" && isReviewed ? true : undefined;
}

const GIVES_BACK: ReadonlySet<SignedVerb> = new Set(["return", "reject"]);
