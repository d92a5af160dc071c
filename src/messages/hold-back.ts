import { decisionOfTask } from "../domain/approval/tasks.ts";
import { undoUntil } from "../domain/approval/undo.ts";
import { approvalOfTask, type CaseFile } from "../domain/case-file.ts";
import type { StaffId, TaskId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import type { Notice } from "./notice.ts";

/** What follows from a decision that may still be undone. */
export interface Hold {
  /** Where among the events it begins; what stands before has happened anyway. */
  fromEvent: number;
  taskId: TaskId;
  by: StaffId;
  until: Date;
}

/** The decision among these events that may still be undone, if there is one. */
export function holdOf(file: CaseFile, events: readonly CaseEvent[]): Hold | undefined {
  const fromEvent = events.findIndex(({ kind }) => kind === "task-decided");
  const decided = events[fromEvent];
  if (decided?.kind !== "task-decided") return undefined;
  const { taskId } = decided;
  const approval = approvalOfTask(file, taskId)?.approval;
  const decision = approval && decisionOfTask(approval, taskId);
  const until = approval && decision && undoUntil(approval, decision);
  return decision && until && { fromEvent, taskId, by: decision.decidedBy, until };
}

/**
 * Cards of whoever is asked next, and whatever others would read, wait until it is certain. What is on phones already
 * is brought to the truth at once. Texts have a key of their own, so that no later text stands behind them.
 */
export function heldBack(notice: Notice, { taskId, by, until }: Hold): Notice {
  const { message } = notice;
  const isNews = message.kind !== "update-card";
  const isForOthers = message.kind === "send-card" || !("to" in message) || message.to !== by;
  if (!isNews || !isForOthers) return notice;
  const orderKey = message.kind === "send-card" ? notice.orderKey : heldKey(taskId);
  return { ...notice, orderKey, notBefore: until };
}

/** Under which what a decision on a task has others read waits. */
export function heldKey(taskId: TaskId): string {
  return `held:${taskId}`;
}
