import { handoverTo } from "../domain/approval/handover.ts";
import { nodeOfTask } from "../domain/approval/tasks.ts";
import { approvalOfTask } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, nameOf, officeText, shortName, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { dueText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";

/** The submitter learns whom it waits for now, and why; the new holder has a card that says so. */
export function taskTransferred(
  event: Extract<CaseEvent, { kind: "task-transferred" }>,
  context: NoticeContext,
): Notice[] {
  const { file, bureau, now } = context;
  const found = approvalOfTask(file, event.taskId);
  const act = found && handoverTo(found.approval, event.taskId);
  if (found === undefined || act === undefined) return [];
  const { approval, task } = found;
  const dueProvisional = nodeOfTask(approval, task)?.dueProvisional ?? false;
  const due = dueText({ dueAt: task.dueAt, dueProvisional }, now);
  const body = [
    `${subjectOf(file, approval)} 已由 ${shortName(act.name)} 转办给 ${nameOf(bureau.organisation, task.holder)}。`,
    ...factLines(file, approval),
    `席位：${officeText(approval, task)}，${due} 到期（时限不变）`,
    `理由：${plain(act.text)}`,
  ];
  return [textNotice(approval.submittedBy, body, context)];
}
