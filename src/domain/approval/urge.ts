import type { StaffId } from "../ids.ts";
import { refuse, type CaseEvent, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, lastActOn, type Act, type Deed } from "./act.ts";
import { whyNotWaiting } from "./why-not-decide.ts";
import type { Approval, Task } from "./instance.ts";

/** Who urges which task. */
interface Urging {
  task: Task;
  by: StaffId;
  /** Tells whether an urging of before is so long ago that another may follow. */
  isLongAgo: (act: Act) => boolean;
}

/** Why nobody can be urged about this task now; undefined when its holder can. */
export function whyNotUrge(
  approval: Approval,
  { task, by, isLongAgo }: Urging,
): Refusal | undefined {
  const refusal = whyNotWaiting(approval, task);
  if (refusal !== undefined) return refusal;
  if (task.holder === by) return { code: "your-own-task" };
  const last = lastActOn(approval, { kind: "urge", taskId: task.id });
  if (last === undefined || isLongAgo(last)) return undefined;
  return { code: "urged-recently", byName: last.name, at: last.at };
}

/** 催办: the holder is asked to hurry; nothing else changes. */
export function urge(
  approval: Approval,
  urging: Omit<Urging, "by"> & { deed: Deed },
): Outcome<Approval> {
  const { task, deed } = urging;
  const refusal = whyNotUrge(approval, { ...urging, by: deed.by.userid });
  if (refusal !== undefined) return refuse(refusal);
  const act = actOf(approval, deed, { kind: "urge", taskId: task.id });
  const events: CaseEvent[] = [{ kind: "task-urged", taskId: task.id }];
  return { ok: true, next: { ...approval, acts: [...approval.acts, act] }, events };
}
