import type { Approval, ApprovalNode } from "./approval/instance.ts";
import { tasksOfNode } from "./approval/tasks.ts";
import { limitDue, type Limit } from "./time/due.ts";
import type { WorkingCalendar } from "./time/working-calendar.ts";

/**
 * From when the limit of a node counts: from its opening; where it had ended and is open again (拿回), from when its
 * seats were asked anew. The one from which its due time follows.
 */
export function limitBeganAt(
  calendar: WorkingCalendar,
  { approval, node }: { approval: Approval; node: ApprovalNode },
  limit: Limit | undefined,
): Date {
  if (limit === undefined) return node.openedAt;
  const asked = tasksOfNode(approval, node).map(({ openedAt }) => openedAt);
  const isFrom = (at: Date): boolean =>
    limitDue(calendar, at, limit).at.getTime() === node.dueAt.getTime();
  return [node.openedAt, ...asked].find(isFrom) ?? node.openedAt;
}
