import { currentNodes, decisionOfTask, askingTasks, nodeOfTask } from "../domain/approval/tasks.ts";
import { approvalOf } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, nameOf, signerName, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { cardOfSigner, suspendedCards } from "./notify-cards.ts";
import { nodeReturnedTo } from "./return-words.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { kind: Kind }>;

/** The submitter learns that it went back to a node, and that nothing is asked of them; cards gone back over say so. */
export function nodeReturned(event: EventOf<"node-returned">, context: NoticeContext): Notice[] {
  const { file, now } = context;
  const approval = approvalOf(file, event.approvalId);
  const decision = approval && decisionOfTask(approval, event.taskId);
  if (approval === undefined || decision === undefined) return [];
  const body = [
    `${subjectOf(file, approval)} 已退回至“${plain(nodeReturnedTo(approval, decision) ?? "")}”环节重新审批，无需您修改。`,
    ...factLines(file, approval),
    `退回人：${signerName(decision)}（${plain(decision.department)} ${plain(decision.position)}），${momentText(decision.committedAt, now)}`,
    `理由：${plain(decision.opinion.text)}`,
    `之后：${decision.resume === "step-by-step" ? "途经环节逐级重新审批" : "直接回到退回人，途经环节的同意仍有效"}。`,
  ];
  const gone = approval.nodes.filter(({ recalled }) => recalled?.by === event.taskId);
  const cards = approval.tasks
    .filter((task) => task.status === "done" && task.id !== event.taskId)
    .filter((task) => gone.some((node) => node === nodeOfTask(approval, task)))
    .flatMap((task) => cardOfSigner({ approval, task }, context));
  return [
    textNotice(approval.submittedBy, body, context),
    ...cards,
    ...suspendedCards(approval, context, gone),
  ];
}

/** Whoever wanted the new version straight back learns who has to sign before it comes. */
export function returnNotDirect(
  event: EventOf<"return-not-direct">,
  context: NoticeContext,
): Notice[] {
  const { file, bureau } = context;
  const approval = approvalOf(file, event.approvalId);
  const returned = approval && decisionOfTask(approval, event.taskId);
  if (approval === undefined || returned === undefined) return [];
  const nodes = currentNodes(approval);
  const first = askingTasks(approval).map((task) => {
    const node = nodes.find(({ nodeId }) => nodeId === task.nodeId)?.name ?? task.nodeId;
    return `${nameOf(bureau.organisation, task.holder)}（${plain(node)}）`;
  });
  const body = [
    `${subjectOf(file, approval)} 已重新提交，但不能直送您：您退回之后，有已审核的内容被改动，或原审批人不能沿用。`,
    ...factLines(file, approval),
    `先重新审批：${first.join("、")}`,
    "轮到您时会另发审批卡。",
  ];
  return [textNotice(returned.decidedBy, body, context)];
}
