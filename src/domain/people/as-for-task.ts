import { isOpinionTask } from "../approval/added-tasks.ts";
import type { Approval, Task } from "../approval/instance.ts";
import type { Refusal } from "../outcome.ts";

/** A refusal as it concerns a task: who is asked for an opinion only does not return, but disagrees. */
export function asForTask(
  refusal: Refusal,
  { approval, task }: { approval: Approval; task: Task },
): Refusal {
  const isOfReason = refusal.code === "reason-needed" || refusal.code === "written-reason-needed";
  return isOfReason && isOpinionTask(approval, task) ? { ...refusal, isOpinion: true } : refusal;
}
