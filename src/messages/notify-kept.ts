import type { Approval, Decision, Task } from "../domain/approval/instance.ts";
import { isLeading, nodeOfTask, signatureOf } from "../domain/approval/tasks.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { noticesAboutTask, textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { signedCards } from "./notify-cards.ts";

/** Somebody's earlier signature stands for a later version: they read so once, and their old card says it. */
export function taskKept(
  { taskId }: Extract<CaseEvent, { kind: "task-kept" }>,
  context: NoticeContext,
): Notice[] {
  return noticesAboutTask(context, taskId, ({ approval, task }) => {
    const signed = signatureOf(approval, task);
    const signedTask = approval.tasks.find(({ id }) => id === task.keptFrom);
    if (signed === undefined || signedTask === undefined || !isLeading(approval, task)) return [];
    if (wasKeptBefore(approval, task)) return [];
    const words = keptLines({ approval, task, signed }, context);
    return [
      textNotice(task.holder, words, context),
      ...signedCards({ approval, task: signedTask }, context),
    ];
  });
}

/** A version may go over a node more than once; its people read of it once. */
function wasKeptBefore(approval: Approval, task: Task): boolean {
  const version = nodeOfTask(approval, task)?.documentVersion;
  return approval.tasks
    .slice(0, approval.tasks.indexOf(task))
    .some(
      (one) =>
        one.keptFrom === task.keptFrom && nodeOfTask(approval, one)?.documentVersion === version,
    );
}

function keptLines(
  { approval, task, signed }: { approval: Approval; task: Task; signed: Decision },
  { file, now }: NoticeContext,
): string[] {
  const node = nodeOfTask(approval, task);
  const isSame = signed.documentVersion === approval.documentVersion;
  const when = momentText(signed.committedAt, now);
  return [
    `${subjectOf(file, approval)} 沿用您 ${when} 对 v${signed.documentVersion} 的同意，无需再办。`,
    ...factLines(file, approval),
    `环节：${plain(node?.name ?? task.nodeId)}`,
    isSame
      ? "说明：后续审批人退回至前面的环节，方案未改动。"
      : `说明：v${approval.documentVersion} 未改动您审核的内容。`,
    "如需重新审批，可在工单网页上撤回沿用。",
  ];
}
