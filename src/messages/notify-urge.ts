import { lastActOn } from "../domain/approval/act.ts";
import { nodeOfTask } from "../domain/approval/tasks.ts";
import { deliveryOfTask, type Delivery } from "../domain/card-life.ts";
import { approvalOfTask } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import {
  askedText,
  factLines,
  nameOf,
  officeText,
  shortName,
  subjectOf,
} from "./approval-words.ts";
import { timeLeftText } from "./durations.ts";
import { plain } from "./fit.ts";
import { dueText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";

/** The holder reads who is waiting; whoever urged reads whether the card is there at all. */
export function taskUrged(
  event: Extract<CaseEvent, { kind: "task-urged" }>,
  context: NoticeContext,
): Notice[] {
  const { file, bureau, now } = context;
  const found = approvalOfTask(file, event.taskId);
  const act = found && lastActOn(found.approval, { kind: "urge", taskId: event.taskId });
  if (found === undefined || act === undefined) return [];
  const { approval, task } = found;
  const subject = subjectOf(file, approval, task.round);
  const dueProvisional = nodeOfTask(approval, task)?.dueProvisional ?? false;
  const due = dueText({ dueAt: task.dueAt, dueProvisional }, now);
  const limit = `时限：${due} 到期，${timeLeftText(bureau.calendar, task.dueAt, now)}`;
  const said = act.text === "" ? [] : [`留言：${plain(act.text)}`];
  const holder = nameOf(bureau.organisation, task.holder);
  return [
    textNotice(
      task.holder,
      [
        `【催办】${subject} 等待您${askedText(approval, task)}`,
        ...factLines(file, approval),
        `催办人：${shortName(act.name)}（${plain(act.department)} ${plain(act.position)}）`,
        ...said,
        limit,
        "下一步：请在审批卡片或网页上办理。",
      ],
      context,
    ),
    textNotice(
      act.by,
      [
        `已催办 ${holder}（${officeText(approval, task)}）：${subject}`,
        `${CARD[deliveryOfTask(file, task.id) ?? "under-way"]}，尚未办理；${limit}`,
      ],
      context,
    ),
  ];
}

const CARD: Readonly<Record<Delivery, string>> = {
  delivered: "审批卡片已送达",
  "under-way": "审批卡片发送中",
  undeliverable: "审批卡片未送达",
};
