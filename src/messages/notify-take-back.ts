import { takeBackOf, type Act } from "../domain/approval/act.ts";
import type { ApprovalNode } from "../domain/approval/instance.ts";
import { nodeOfTask, signatureOf } from "../domain/approval/tasks.ts";
import { approvalOfTask } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, shortName, subjectOf, verbText } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { cardOfSigner, suspendedCards } from "./notify-cards.ts";

const TAKEN_BACK = { what: "的意见已被拿回", who: "拿回人" };
const WORDS: Partial<Record<Act["kind"], typeof TAKEN_BACK>> = {
  "withdraw-kept": { what: "沿用的意见已被撤回", who: "撤回人" },
  object: { what: "的自动同意被提出异议", who: "异议人" },
};

/**
 * Of what was undone nobody else has heard. Otherwise the submitter learns who took back what and why, or what was kept of it;
 * the card that was signed says so, and so do those of whoever waits in a node that had followed.
 */
export function decisionTakenBack(
  event: Extract<CaseEvent, { kind: "decision-taken-back" | "kept-withdrawn" }>,
  context: NoticeContext,
): Notice[] {
  const { file, now } = context;
  const found = approvalOfTask(file, event.taskId);
  const act = found && takeBackOf(found.approval, event.taskId);
  const decision = found && signatureOf(found.approval, found.task);
  if (found === undefined || act === undefined || decision === undefined) return [];
  const { approval, task } = found;
  const node = nodeOfTask(approval, task)?.name ?? task.nodeId;
  const signed = approval.tasks.find(({ id }) => id === decision.taskId) ?? task;
  const closed = approval.nodes.filter((one) => isClosedBy(one, act));
  const cards = [
    ...cardOfSigner({ approval, task: signed }, context),
    ...suspendedCards(approval, context, closed),
  ];
  if (act.kind === "undo") return cards;
  const words = WORDS[act.kind] ?? TAKEN_BACK;
  const body = [
    `${subjectOf(file, approval)} “${plain(node)}”环节${words.what}，将重新审批。`,
    ...factLines(file, approval),
    `${words.who}：${shortName(act.name)}（${plain(act.department)} ${plain(act.position)}），原意见：${momentText(decision.committedAt, now)} ${verbText(decision.verb)}`,
    `理由：${plain(act.text)}`,
  ];
  return [textNotice(approval.submittedBy, body, context), ...cards];
}

/** A node that had followed what was taken back. */
function isClosedBy({ status, recalled, closedAt }: ApprovalNode, { taskId, at }: Act): boolean {
  const isClosedThen = status === "superseded" && closedAt?.getTime() === at.getTime();
  return isClosedThen || (recalled !== undefined && recalled.by === taskId);
}
