import type { Act } from "./act.ts";
import type { Approval, ApprovalNode } from "./instance.ts";
import { tasksOfNode } from "./tasks.ts";

/**
 * By these a node that had ended is open again with its full limit. In one that is open it runs on, and so it does after
 * 撤回这次决定: what was asked before is due at the same time.
 */
const BEGINS_ANEW: ReadonlySet<Act["kind"]> = new Set(["take-back", "object", "withdraw-kept"]);

/** The moment that the due time of a node is counted from: when it was opened, or last opened again in its full limit. */
export function dueStartOf(approval: Approval, node: ApprovalNode): Date {
  const tasks = tasksOfNode(approval, node);
  const dueMs = node.dueAt.getTime();
  const sharing = tasks.filter(({ dueAt }) => dueAt.getTime() === dueMs);
  const firstMs = Math.min(...sharing.map(({ openedAt }) => openedAt.getTime()));
  const own: ReadonlySet<Act["taskId"]> = new Set(tasks.map(({ id }) => id));
  const isAnew = approval.acts.some(
    ({ kind, taskId, at }) => BEGINS_ANEW.has(kind) && own.has(taskId) && at.getTime() === firstMs,
  );
  return isAnew ? new Date(firstMs) : node.openedAt;
}
