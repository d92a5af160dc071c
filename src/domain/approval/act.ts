import { SYSTEM, type StaffId, type TaskId } from "../ids.ts";
import type { Signer } from "../people/signer.ts";
import type { Placing, SignerOrder } from "./signers.ts";

/**
 * What is done about an approval beside deciding: 撤回, 撤销, 登记已答复客户, 登记已告知客户, 转办, 撤回这次决定, 拿回, 撤回沿用, 异议, 催办,
 * 知悉, 加签, 委派, 减签, 请补充, 答复, 抄送, 已阅, 评论, and 越权处理 with its answers.
 */
export type ActKind =
  | "withdraw"
  | "revoke"
  | "reply-customer"
  | "tell-customer"
  | "transfer"
  | "undo"
  | "take-back"
  | "withdraw-kept"
  | "object"
  | "urge"
  | "acknowledge"
  | "add-signers"
  | "ask-opinion"
  | "remove-signer"
  | "ask"
  | "answer"
  | "copy"
  | "read"
  | "comment"
  | "override"
  | "override-confirm"
  | "override-refuse";

/** What the clock does about a seat that nobody decides: 提级, 超时接办. */
export type TimeoutActKind = "escalate" | "take-over";

/**
 * What follows from something else: what a rule had decided on the strength of what was taken back (拿回, 撤回这次决定,
 * 异议) counts no more either; a node goes by another name in the version of its flow that the approval was taken to.
 */
export type FollowingActKind = "lapse" | "rename";

/** Something that was done beside deciding. Insert-only: a row is never changed. */
export interface Act {
  kind: ActKind | TimeoutActKind | FollowingActKind;
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
  /** Who was added or removed, and how they were to be heard. */
  signers?: ActSigners | undefined;
  /** Whom it is directed to, where that is somebody. */
  to?: StaffId | undefined;
  /** What was chosen, where it has to be known later. */
  choice?: string | undefined;
  /** The reason that was given; empty for none. */
  text: string;
  at: Date;
}

export interface ActSigners {
  /** Their seats in the node of the task that the act is about. */
  seatNos: readonly number[];
  people: readonly StaffId[];
  placing: Placing;
  order: SignerOrder;
}

/** What was done, by whom and why; what it is about is added by each. */
export interface Deed {
  by: Signer;
  text: string;
  at: Date;
}

/** What the clock or an operator does to an approval; nobody is named. */
export const BY_SYSTEM: Signer = { userid: SYSTEM, name: "系统", position: "", department: "" };

/** The row that remembers a deed. */
export function actOf(
  { round }: { round: number },
  { by, text, at }: Deed,
  what: Pick<Act, "kind" | "taskId" | "nextTaskId" | "until" | "signers" | "to" | "choice">,
): Act {
  const { userid, name, position, department } = by;
  return { ...what, round, by: userid, name, position, department, text, at };
}

/** The withdrawal that ended an approval, if one did. */
export function withdrawalOf({ acts }: { acts: readonly Act[] }): Act | undefined {
  return acts.find(({ kind }) => kind === "withdraw");
}

/** Who has asked for a revocation, and why; an act of the approval that is to decide it. */
export function revokeActOf({ acts }: { acts: readonly Act[] }): Act | undefined {
  return acts.find(({ kind }) => kind === "revoke");
}

/**
 * The act by which what counted for a task counts no more: its decision, or the one that was kept for it, was taken back,
 * or a rule took it, and somebody objected or took back what it rested on.
 */
export function takeBackOf({ acts }: { acts: readonly Act[] }, taskId: TaskId): Act | undefined {
  return acts.find((act) => UNDOES.has(act.kind) && act.taskId === taskId);
}

const UNDOES: ReadonlySet<Act["kind"]> = new Set([
  "undo",
  "take-back",
  "withdraw-kept",
  "object",
  "lapse",
]);

/** The last act of a kind about a task. */
export function lastActOn(
  { acts }: { acts: readonly Act[] },
  which: Pick<Act, "kind" | "taskId">,
): Act | undefined {
  return acts.findLast((act) => act.kind === which.kind && act.taskId === which.taskId);
}
