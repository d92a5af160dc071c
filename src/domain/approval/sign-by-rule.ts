import { SYSTEM } from "../ids.ts";
import type { CaseEvent, Verb } from "../outcome.ts";
import { askSeat, type Holding } from "./ask-seat.ts";
import type { Progress } from "./engine-facts.ts";
import type { ApprovalNode, Decision, RuleMark, Seat, Task } from "./instance.ts";

interface Moment {
  at: Date;
  documentHash: string;
}

/** A seat is decided by a rule as it would be asked for: its people are named, and never asked. */
export function waiveSeat(
  progress: Progress,
  { node, seat, to, mark }: { node: ApprovalNode; seat: Seat; to: Holding; mark: RuleMark },
  facts: Moment & { nextTaskNo: number },
): Progress {
  const { round, nodeId, dueAt } = node;
  const invitation = { round, nodeId, seatNo: seat.seatNo, dueAt, to };
  const { approval } = askSeat({ approval: progress.approval, events: [] }, invitation, facts);
  const tasks = approval.tasks.slice(-1);
  return signByRule({ ...progress, approval }, { tasks, verb: "approve", mark }, facts);
}

/** A rule decides these tasks of one person. Nobody has signed: they are taken from their holder. */
export function signByRule(
  { approval, events }: Progress,
  { tasks, verb, mark }: { tasks: readonly Task[]; verb: Verb; mark: RuleMark },
  { at, documentHash }: Moment,
): Progress {
  const take = (task: Task): Task =>
    tasks.includes(task)
      ? { ...task, status: "cancelled", cancelReason: "by-rule", closedAt: at }
      : task;
  const decisions = tasks.map((task): Decision => ({
    taskId: task.id,
    round: task.round,
    nodeId: task.nodeId,
    verb,
    opinion: { code: mark.kind, text: mark.words },
    decidedBy: SYSTEM,
    name: "系统",
    position: "",
    department: "",
    channel: "rule",
    documentVersion: approval.documentVersion,
    documentHash,
    shownHash: documentHash,
    eventAt: at,
    committedAt: at,
    byRule: mark,
  }));
  return {
    approval: {
      ...approval,
      tasks: approval.tasks.map(take),
      decisions: [...approval.decisions, ...decisions],
    },
    events: [
      ...events,
      ...tasks.map(({ id }): CaseEvent => ({
        kind: "task-cancelled",
        taskId: id,
        reason: "by-rule",
      })),
    ],
  };
}
