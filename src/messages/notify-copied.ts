import { activeCopies } from "../domain/approval/copy.ts";
import type { Approval, Decision } from "../domain/approval/instance.ts";
import { nodeOfTask } from "../domain/approval/tasks.ts";
import { rejectionOf, returnOfVersion } from "../domain/approval/votes.ts";
import { approvalOf } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import type { Tone } from "../domain/time/ladder.ts";
import { factLines, holderName, signerName, subjectOf, verbText } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";

/**
 * Those who were copied read at once that an approval has come back, was rejected or is late; everything else waits
 * for their digest. Whoever is told of the event anyway is not told twice.
 */
export function copiedNotices(
  event: CaseEvent,
  told: readonly Notice[],
  context: NoticeContext,
): Notice[] {
  const approval = "approvalId" in event ? approvalOf(context.file, event.approvalId) : undefined;
  const what = approval && whatHappened(event, approval, context);
  if (approval === undefined || what === undefined) return [];
  const body = [
    `【抄送】${subjectOf(context.file, approval)} ${what}`,
    ...factLines(context.file, approval),
    "抄送给您知悉，无需办理。",
  ];
  const readers = new Set(told.flatMap(({ message }) => ("to" in message ? message.to : [])));
  return activeCopies(approval)
    .filter(({ to }) => !readers.has(to))
    .map(({ to }) => textNotice(to, body, context));
}

function whatHappened(
  event: CaseEvent,
  approval: Approval,
  context: NoticeContext,
): string | undefined {
  if (event.kind === "approval-returned") {
    return endedText(returnOfVersion(approval, approval.documentVersion), "退回");
  }
  if (event.kind === "approval-rejected") {
    const rejection = rejectionOf(approval);
    return rejection && endedText(rejection, verbText(rejection.verb));
  }
  return event.kind === "rung-fired" ? lateText(event, approval, context) : undefined;
}

function endedText(decision: Decision | undefined, how: string): string | undefined {
  return (
    decision && `已由 ${signerName(decision)} ${how}：${plain(decision.opinion.text) || "未填写"}`
  );
}

const LATE: ReadonlySet<Tone> = new Set(["overdue", "escalate"]);

function lateText(
  { taskIds, rungId }: Extract<CaseEvent, { kind: "rung-fired" }>,
  approval: Approval,
  { bureau: { ladders, organisation } }: NoticeContext,
): string | undefined {
  const tasks = approval.tasks.filter(({ id }) => taskIds.includes(id));
  const ladderIds = tasks.map((task) => nodeOfTask(approval, task)?.ladderId);
  const rungs = ladders.filter(({ id }) => ladderIds.includes(id)).flatMap((one) => one.rungs);
  const isLate = rungs.some(({ id, tone }) => id === rungId && LATE.has(tone));
  const names = tasks.map((task) => holderName(organisation, approval, task)).join("、");
  return isLate ? `审批已超期，待 ${names} 审批` : undefined;
}
