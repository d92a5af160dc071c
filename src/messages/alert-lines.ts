import { answersYesOrNo } from "../domain/approval/added-tasks.ts";
import type { Approval, Task } from "../domain/approval/instance.ts";
import { nodeOfTask } from "../domain/approval/tasks.ts";
import { deliveryOfTask } from "../domain/card-life.ts";
import type { StaffId } from "../domain/ids.ts";
import type { Audience, Rung, Tone } from "../domain/time/ladder.ts";
import { workingMinutesBetween } from "../domain/time/working-minutes.ts";
import { isInAudience } from "./alert-audience.ts";
import { askedText, cardNote, factLines, holderName, subjectOf } from "./approval-words.ts";
import { timeLeftText, workMinText } from "./durations.ts";
import { plain } from "./fit.ts";
import { dueText } from "./moments.ts";
import type { NoticeContext } from "./notice.ts";

/** One rung as it is put into words. */
export interface Alert {
  approval: Approval;
  /** Tasks that were opened and are due together, of one node or of several side by side; at least one. */
  tasks: readonly [Task, ...Task[]];
  tone: Tone;
  /** The rung after this one, which the reader is warned of. */
  next: Rung | undefined;
  /** Lower rungs that an outage swallowed. */
  skippedCount: number;
}

const HEADING: Record<Tone, string> = {
  remind: "审批提醒",
  warn: "审批即将到期",
  overdue: "审批已超期",
  escalate: "审批超期督办",
};

const AUDIENCE: Record<Audience, string> = {
  holder: "审批人",
  managers: "双经理",
  "department-head": "部门负责人",
  group: "工作群",
};

export function headingText(tone: Tone): string {
  return HEADING[tone];
}

/** A reminder or escalation to one person: case, plan, whose, how long, what next. */
export function alertLines(alert: Alert, reader: StaffId, context: NoticeContext): string[] {
  const own = alert.tasks.find((task) => task.holder === reader);
  return [
    `【${HEADING[alert.tone]}】${subjectLine(alert, context, own)}`,
    ...factLines(context.file, alert.approval),
    ...taskLines(alert, context),
    `下一步：${own === undefined ? "请督促审批人尽快办理，必要时协调解决" : holderStep(alert.approval, own, context)}。`,
    ...nextRungLines(alert, reader, context),
    ...outageLines(alert.skippedCount),
  ];
}

/** A card that is still on its way is not pointed to as if it were there. */
function holderStep(approval: Approval, task: Task, { file }: NoticeContext): string {
  const against = answersYesOrNo(approval, task) ? "不同意" : "退回";
  return deliveryOfTask(file, task.id) === "under-way"
    ? `审批卡片正在发送，收到后请同意或${against}`
    : `请在审批卡片上同意或${against}`;
}

/** Whose tasks, which node, how long it has taken and how long there is. */
export function taskLines({ approval, tasks }: Alert, context: NoticeContext): string[] {
  const { file, bureau, now } = context;
  const [task] = tasks;
  const node = nodeOfTask(approval, task);
  const due = { dueAt: task.dueAt, dueProvisional: node?.dueProvisional ?? false };
  const usedWorkMin = workingMinutesBetween(bureau.calendar, task.openedAt, now);
  const signers = tasks.map(
    (one) =>
      `${holderName(bureau.organisation, approval, one)}（${plain(one.label)}）${cardNote(deliveryOfTask(file, one.id))}`,
  );
  return [
    `审批人：${signers.join("、")}`,
    `环节：${nodeNames(approval, tasks)}，已用 ${workMinText(usedWorkMin)}（工作时间）`,
    `时限：${dueText(due, now)} 到期，${timeLeftText(bureau.calendar, task.dueAt, now)}`,
  ];
}

function nodeNames(approval: Approval, tasks: readonly Task[]): string {
  const names = tasks.map((task) => plain(nodeOfTask(approval, task)?.name ?? task.nodeId));
  return [...new Set(names)].join("、");
}

/** Says that reminders were swallowed by an outage; empty when none was. */
export function outageLines(skippedCount: number): string[] {
  return skippedCount === 0
    ? []
    : [`系统中断补发：此前应发的 ${skippedCount} 次提醒未能发出，已并入本条。`];
}

function subjectLine(
  { approval, tasks }: Alert,
  context: NoticeContext,
  own: Task | undefined,
): string {
  const subject = subjectOf(context.file, approval, tasks[0].round);
  if (own !== undefined) return `${subject} 等待您${askedText(approval, own)}`;
  const names = tasks.map((task) => holderName(context.bureau.organisation, approval, task));
  return `${subject} 等待 ${names.join("、")} 审批`;
}

/** Whom the next rung tells; the reader is not told of themselves as if they were somebody else. */
function nextRungLines(alert: Alert, reader: StaffId, context: NoticeContext): string[] {
  const { next } = alert;
  if (next === undefined) return ["此后系统不再自动提醒。"];
  const { tasks } = alert;
  const others = next.audience.filter((one) => !isInAudience(one, reader, { tasks, context }));
  const who =
    others.length === 0 ? "再次提醒您" : `通知${others.map((one) => AUDIENCE[one]).join("、")}`;
  const when =
    next.atPercent === undefined
      ? `超期 ${workMinText(next.afterDueWorkMin ?? 0)}（工作时间）`
      : percentText(next.atPercent);
  return [`${when}仍未办理的，系统将${who}。`];
}

function percentText(percent: number): string {
  return percent === 100 ? "到期" : `用时达到时限的 ${percent}% `;
}
