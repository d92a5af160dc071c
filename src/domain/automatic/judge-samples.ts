import type { ApprovalNode, Decision } from "../approval/instance.ts";
import { nodeOfTask } from "../approval/tasks.ts";
import { approvalOfTask, type CaseFile } from "../case-file.ts";
import type { ApprovalId } from "../ids.ts";
import type { CaseEvent } from "../outcome.ts";

/** What people have said of an exempt plan that was drawn as a sample. */
export interface SampleVerdict {
  ruleId: string;
  version: number;
  approvalId: ApprovalId;
  agreed: boolean;
}

/** The samples that people have judged by what has just happened: a node that they passed, or gave back. */
export function judgedSamples(file: CaseFile, events: readonly CaseEvent[]): SampleVerdict[] {
  return events.flatMap((event) => {
    if (event.kind !== "task-decided") return [];
    const found = approvalOfTask(file, event.taskId);
    const node = found && nodeOfTask(found.approval, found.task);
    const agreed = node && agreedIn(node, event.verb);
    if (found === undefined || node?.sampleOf === undefined || agreed === undefined) return [];
    return [{ ...node.sampleOf, approvalId: found.approval.id, agreed }];
  });
}

/** Undefined while it can still go either way: whoever was asked for an opinion only has not decided. */
function agreedIn({ status }: ApprovalNode, verb: Decision["verb"]): boolean | undefined {
  if (verb === "return" || verb === "reject") return false;
  return status === "passed" ? true : undefined;
}
