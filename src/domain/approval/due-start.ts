import type { Act } from "./act.ts";
import type { Approval, ApprovalNode } from "./instance.ts";
import { tasksOfNode } from "./tasks.ts";

/** By these a node is open again with its full limit; after 撤回这次决定 it runs on in the time that it had. */
const BEGINS_ANEW: ReadonlySet<Act["kind"]> = new Set(["take-back", "object", "withdraw-kept"]);

/** The moment that the due time of a node is counted from: when it was opened, or last opened again in its full limit. */
export function dueStartOf(approval: Approval, node: ApprovalNode): Date {
  const own: ReadonlySet<Act["taskId"]> = new Set(tasksOfNode(approval, node).map(({ id }) => id));
  const again = approval.acts
    .filter(({ kind, taskId }) => BEGINS_ANEW.has(kind) && own.has(taskId))
    .map(({ at }) => at.getTime());
  return new Date(Math.max(node.openedAt.getTime(), ...again));
}
