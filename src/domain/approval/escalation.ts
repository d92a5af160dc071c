import type { Act, TimeoutActKind } from "./act.ts";
import type { Approval, Task } from "./instance.ts";

const CALLS: ReadonlySet<Act["kind"]> = new Set<TimeoutActKind>(["escalate", "take-over"]);

/** The act by which somebody above was called in for a task, if they were. */
export function escalationTo({ acts }: Pick<Approval, "acts">, { id }: Task): Act | undefined {
  return acts.find(({ kind, nextTaskId }) => CALLS.has(kind) && nextTaskId === id);
}

/** Whether the clock has called somebody in for one of these tasks already. */
export function isEscalated({ acts }: Pick<Approval, "acts">, tasks: readonly Task[]): boolean {
  return acts.some(({ kind, taskId }) => CALLS.has(kind) && tasks.some(({ id }) => id === taskId));
}

/** Whether the holder of a task was called in beside whomever its seat belongs to; the first of the two decides. */
export function isCoOwned(approval: Pick<Approval, "acts">, task: Task): boolean {
  return escalationTo(approval, task)?.kind === "escalate";
}
