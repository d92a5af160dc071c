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
  const before = tasksOfNode(approval, node).filter(
    ({ dueAt }) => dueAt.getTime() !== node.dueAt.getTime(),
  );
  const own: ReadonlySet<Act["taskId"]> = new Set(before.map(({ id }) => id));
  const again = approval.acts
    .filter(({ kind, taskId }) => BEGINS_ANEW.has(kind) && own.has(taskId))
    .map(({ at }) => at.getTime());
  return new Date(Math.max(node.openedAt.getTime(), ...again));
}
