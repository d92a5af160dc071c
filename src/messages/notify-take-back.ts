import { takeBackOf } from "../domain/approval/act.ts";
import { decisionOfTask, nodeOfTask } from "../domain/approval/instance.ts";
import { approvalOfTask } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, shortName, subjectOf, verbText } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { cardOfSigner } from "./notify-cards.ts";

/** The submitter learns who took back what and why; the card that was signed says so. */
export function decisionTakenBack(
  event: Extract<CaseEvent, { kind: "decision-taken-back" }>,
  context: NoticeContext,
): Notice[] {
  const { file, now } = context;
  const found = approvalOfTask(file, event.taskId);
  const act = found && takeBackOf(found.approval, event.taskId);
  const decision = found && decisionOfTask(found.approval, event.taskId);
  if (found === undefined || act === undefined || decision === undefined) return [];
  const { approval, task } = found;
  const node = nodeOfTask(approval, task)?.name ?? task.nodeId;
  const isObjection = act.kind === "object";
  const body = [
    `${subjectOf(file, approval)} “${plain(node)}”环节的${isObjection ? "自动同意被提出异议" : "意见已被拿回"}，将重新审批。`,
    ...factLines(file, approval),
    `${isObjection ? "异议人" : "拿回人"}：${shortName(act.name)}（${plain(act.department)} ${plain(act.position)}），原意见：${momentText(decision.committedAt, now)} ${verbText(decision.verb)}`,
    `理由：${plain(act.text)}`,
  ];
  return [textNotice(approval.submittedBy, body, context), ...cardOfSigner(found, context)];
}
