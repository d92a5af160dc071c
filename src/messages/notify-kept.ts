import {
  isLeading,
  signatureOf,
  type Approval,
  type Decision,
  type Task,
} from "../domain/approval/instance.ts";
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
    const words = keptLines({ approval, task, signed }, context);
    return [
      textNotice(task.holder, words, context),
      ...signedCards({ approval, task: signedTask }, context),
    ];
  });
}

function keptLines(
  { approval, task, signed }: { approval: Approval; task: Task; signed: Decision },
  { file, now }: NoticeContext,
): string[] {
  const node = approval.nodes.find((one) => one.round === task.round && one.nodeId === task.nodeId);
  const when = momentText(signed.committedAt, now);
  return [
    `${subjectOf(file, approval)} 沿用您 ${when} 对 v${signed.documentVersion} 的同意，无需再办。`,
    ...factLines(file, approval),
    `环节：${plain(node?.name ?? task.nodeId)}`,
    `说明：v${approval.documentVersion} 未改动您审核的内容。`,
  ];
}
