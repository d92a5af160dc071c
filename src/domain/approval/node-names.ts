import type { TaskId } from "../ids.ts";
import { actOf, BY_SYSTEM, type Act } from "./act.ts";
import type { Approval } from "./instance.ts";

/** Remembers that the node of a task goes by another id from now on. */
export function renaming(
  approval: Approval,
  { taskId, to, at }: { taskId: TaskId; to: string; at: Date },
): Act {
  return actOf(approval, { by: BY_SYSTEM, text: "", at }, { kind: "rename", taskId, choice: to });
}

/** The ids under which a node was known to the versions of its flow that the approval has gone by, with that of now. */
export function idsOfNode({ acts, tasks }: Approval, id: string): ReadonlySet<string> {
  const renames = acts.filter(({ kind }) => kind === "rename");
  const ids = new Set([id]);
  // The set grows while it is walked.
  for (const one of ids) {
    const renamed = renames.filter(({ choice }) => choice === one).map(({ taskId }) => taskId);
    tasks.filter((task) => renamed.includes(task.id)).forEach(({ nodeId }) => ids.add(nodeId));
  }
  return ids;
}
