// domain: the rules of the bureau's work; pure and synchronous.
// Must not know SQL, HTTP, WeCom, clocks of the host, or any library.
import type { Brand } from "../lib/brand.ts";

/** Number that people use for a case, e.g. `BZ-2026-000123`. */
export type CaseNo = Brand<"CaseNo">;
/** Key of a case inside the program; a positive integer. */
export type CaseId = number & { readonly __brand: "CaseId" };
/** `A{caseId}-{n}` */
export type ApprovalId = Brand<"ApprovalId">;
/** `T{caseId}-{n}`; carries its case so that a press needs no look-up. */
export type TaskId = Brand<"TaskId">;
/**
 * `{taskId}@{n}-{moment}`; the `task_id` that WeCom knows the card by. The moment keeps it unique in the app even
 * when the numbers begin anew, as after a restore: WeCom refuses a `task_id` that was used before.
 */
export type CardId = Brand<"CardId">;
/** A WeCom userid in canonical (lower-case) form. */
export type StaffId = Brand<"StaffId">;
/** `F` and twenty hex digits that nobody can guess. */
export type AttachmentId = Brand<"AttachmentId">;

/** Who is written down where a rule has decided and nobody has signed. No userid of WeCom looks like it. */
export const SYSTEM = "system:rule" as StaffId;

export function approvalIdOf(caseId: CaseId, n: number): ApprovalId {
  return `A${caseId}-${n}` as ApprovalId;
}

export function taskIdOf(caseId: CaseId, n: number): TaskId {
  return `T${caseId}-${n}` as TaskId;
}

/** The n of a task `T{caseId}-{n}`. */
export function taskNoOf(taskId: TaskId): number {
  return Number(taskId.split("-")[1]);
}

/** What a task id from outside names, or undefined when it is not one of ours. */
export function parseTaskId(text: string): TaskId | undefined {
  return /^T[1-9]\d{0,14}-[1-9]\d{0,8}$/.test(text) ? (text as TaskId) : undefined;
}

/** The case of a task `T{caseId}-{n}`. */
export function caseOfTask(taskId: TaskId): CaseId {
  return Number(taskId.slice(1).split("-")[0]) as CaseId;
}

export function cardIdOf(taskId: TaskId, n: number, madeAt: Date): CardId {
  return `${taskId}@${n}-${madeAt.getTime().toString(36)}` as CardId;
}

/** What a card id from outside names, or undefined when it is not one of ours. */
export function parseCardId(
  text: string,
): { cardId: CardId; taskId: TaskId; caseId: CaseId; n: number } | undefined {
  const found = /^(T([1-9]\d{0,14})-[1-9]\d{0,8})@([1-9]\d{0,8})-[0-9a-z]{1,11}$/.exec(text);
  if (found === null) return undefined;
  return {
    cardId: text as CardId,
    taskId: found[1] as TaskId,
    caseId: Number(found[2]) as CaseId,
    n: Number(found[3]),
  };
}

export const ATTACHMENT_ID_PATTERN = /^F[0-9a-f]{20}$/;

/** An attachment's id, or undefined for anything else. */
export function parseAttachmentId(text: string): AttachmentId | undefined {
  return ATTACHMENT_ID_PATTERN.test(text) ? (text as AttachmentId) : undefined;
}
