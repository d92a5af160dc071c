import type { StaffId, TaskId } from "../ids.ts";
import type { Signer } from "../signer.ts";

/** What is done about an approval beside deciding: 撤回, 转办, 拿回, 催办, 知悉, and 越权处理 with its answers. */
export type ActKind =
  | "withdraw"
  | "transfer"
  | "take-back"
  | "urge"
  | "acknowledge"
  | "override"
  | "override-confirm"
  | "override-refuse";

/** Something that was done beside deciding. Insert-only: a row is never changed. */
export interface Act {
  kind: ActKind;
  round: number;
  /** The task that it is about; undefined for the whole approval. */
  taskId: TaskId | undefined;
  by: StaffId;
  /** Name, position and department as they were at that moment. */
  name: string;
  position: string;
  department: string;
  /** The task that took the place of that one, where one did. */
  nextTaskId?: TaskId | undefined;
  /** The moment that was promised, where one was. */
  until?: Date | undefined;
  /** What was chosen, where it has to be known later. */
  choice?: string | undefined;
  /** The reason that was given; empty for none. */
  text: string;
  at: Date;
}

/** What was done, by whom and why; what it is about is added by each. */
export interface Deed {
  by: Signer;
  text: string;
  at: Date;
}

/** The row that remembers a deed. */
export function actOf(
  { round }: { round: number },
  { by, text, at }: Deed,
  what: Pick<Act, "kind" | "taskId" | "nextTaskId" | "until" | "choice">,
): Act {
  const { userid, name, position, department } = by;
  return { ...what, round, by: userid, name, position, department, text, at };
}

/** The withdrawal that ended an approval, if one did. */
export function withdrawalOf({ acts }: { acts: readonly Act[] }): Act | undefined {
  return acts.find(({ kind }) => kind === "withdraw");
}

/** The act by which the decision on a task was taken back, if it was. */
export function takeBackOf({ acts }: { acts: readonly Act[] }, taskId: TaskId): Act | undefined {
  return acts.find((act) => act.kind === "take-back" && act.taskId === taskId);
}

/** The last act of a kind about a task. */
export function lastActOn(
  { acts }: { acts: readonly Act[] },
  which: Pick<Act, "kind" | "taskId">,
): Act | undefined {
  return acts.findLast((act) => act.kind === which.kind && act.taskId === which.taskId);
}
