import { lastActOn } from "../domain/approval/act.ts";
import { approvalOfTask } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, officeText, shortName, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";

/** The submitter reads by when it will be decided. */
export function taskAcknowledged(
  event: Extract<CaseEvent, { kind: "task-acknowledged" }>,
  context: NoticeContext,
): Notice[] {
  const { file, now } = context;
  const found = approvalOfTask(file, event.taskId);
  const act = found && lastActOn(found.approval, { kind: "acknowledge", taskId: event.taskId });
  if (found === undefined || act?.until === undefined) return [];
  const { approval, task } = found;
  const body = [
    `${subjectOf(file, approval)} 已由 ${shortName(act.name)}（${officeText(approval, task)}）知悉，预计 ${momentText(act.until, now)} 前办理。`,
    ...factLines(file, approval),
    ...(act.text === "" ? [] : [`说明：${plain(act.text)}`]),
  ];
  return [textNotice(approval.submittedBy, body, context)];
}
