import type { Approval, ApprovalNode, Task } from "../approval/instance.ts";
import { isTaskOfSeat, tasksOfSeat } from "../approval/tasks.ts";
import { cardsOfTask, type CaseFile } from "../case-file.ts";

/** From one moment to another. */
export interface Span {
  from: Date;
  to: Date;
}

type Found = { file: Pick<CaseFile, "cards">; approval: Approval };

/**
 * When somebody of a node had left and their successor did not have a card yet, each moment once. Nobody is answerable
 * for that time: it is booked to the vacant office (岗位空缺).
 */
export function vacantSpans(found: Found, node: ApprovalNode, now: Date): Span[] {
  const spans = found.approval.tasks
    .filter((task) => isTaskOfSeat(task, node, task) && task.cancelReason === "left")
    .map((task) => vacancyOf(found, task, node.closedAt ?? now));
  return joined(spans);
}

function vacancyOf(found: Found, task: Task, until: Date): Span {
  const { openedAt, closedAt = until, leftAt = closedAt } = task;
  const successor = tasksOfSeat(found.approval, task).find((one) => follows(one, task));
  const to = successor === undefined ? closedAt : heldFrom(found, successor, until);
  return { from: later(openedAt, leftAt), to };
}

/** Since when a task is in the hands of its holder: of whoever succeeds somebody who had left, since they have a card. */
export function heldFrom({ file, approval }: Found, task: Task, until: Date): Date {
  const isSuccessor = tasksOfSeat(approval, task).some((one) => follows(task, one));
  if (!isSuccessor) return task.openedAt;
  const sent = cardsOfTask(file, task.id).flatMap(({ sentAt }) => sentAt ?? []);
  return [...sent, task.closedAt ?? until].reduce((first, at) => (at < first ? at : first));
}

function follows(task: Task, { cancelReason, closedAt }: Task): boolean {
  return cancelReason === "left" && closedAt?.getTime() === task.openedAt.getTime();
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

/** The same without what is in two of them. */
function joined(spans: readonly Span[]): Span[] {
  const inOrder = spans
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
  return inOrder.reduce<Span[]>((sum, span) => {
    const last = sum.at(-1);
    if (last === undefined || last.to < span.from) return [...sum, span];
    return [...sum.slice(0, -1), { from: last.from, to: later(last.to, span.to) }];
  }, []);
}
