import type { Approval, Decision } from "../domain/approval/instance.ts";
import { askingTasks, currentNodes, decisionOfTask } from "../domain/approval/tasks.ts";
import { isOpinionSeat } from "../domain/approval/added-seats.ts";
import { failedNodeOf, votesOf, type CastVote } from "../domain/approval/votes.ts";
import { approvalOf } from "../domain/case-file.ts";
import type { ApprovalId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { automaticLines } from "./automatic-lines.ts";
import {
  concernedIn,
  factLines,
  holderName,
  officeText,
  signerName,
  subjectOf,
} from "./approval-words.ts";
import { kindText } from "./document-words.ts";
import { plain } from "./fit.ts";
import { ifOnlyFixedLines, keepableLines } from "./forecast-words.ts";
import { dueText, momentText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { signersCards, suspendedCards } from "./notify-cards.ts";
import { resumeLines } from "./return-words.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { kind: Kind }>;

/** The submitter learns that the approval runs, whom it waits for and until when. */
export function approvalStarted(
  event: EventOf<"approval-started">,
  context: NoticeContext,
): Notice[] {
  return aboutApproval(context, event.approvalId, (approval) => [
    textNotice(
      approval.submittedBy,
      [
        `${subjectOf(context.file, approval)} 已提交审批。`,
        ...factLines(context.file, approval),
        ...waitingLines(approval, context),
      ],
      context,
    ),
  ]);
}

export function approvalResubmitted(
  event: EventOf<"approval-resubmitted">,
  context: NoticeContext,
): Notice[] {
  return aboutApproval(context, event.approvalId, (approval) => [
    textNotice(
      approval.submittedBy,
      [
        `${subjectOf(context.file, approval)} 已重新提交，开始第 ${approval.round} 轮审批。`,
        ...factLines(context.file, approval),
        ...waitingLines(approval, context),
      ],
      context,
    ),
  ]);
}

/** Submitter and both managers learn the good end; the signers' cards show it. */
export function approvalApproved(
  event: EventOf<"approval-approved">,
  context: NoticeContext,
): Notice[] {
  return aboutApproval(context, event.approvalId, (approval) => {
    const { file, now } = context;
    const body = [
      `${subjectOf(file, approval)} 审批已通过。`,
      ...factLines(file, approval),
      `通过时间：${momentText(approval.closedAt ?? now, now)}，共 ${signaturesOf(approval)} 人签署同意。`,
      ...automaticLines(approval),
    ];
    const texts = concernedIn(context.file, approval).map((person) =>
      textNotice(person, body, context),
    );
    return [...texts, ...signersCards(approval, context)];
  });
}

/** The submitter learns who returned it, why, and what to do now; those who had agreed see it on their cards. */
export function approvalReturned(
  event: EventOf<"approval-returned">,
  context: NoticeContext,
): Notice[] {
  return aboutApproval(context, event.approvalId, (approval) => {
    const { file } = context;
    const decision = decisionOfTask(approval, event.taskId);
    if (decision === undefined) return [];
    const body = [
      `${subjectOf(file, approval)} 已被退回。`,
      ...factLines(file, approval),
      `退回人：${signerAndOffice(decision)}，${momentText(decision.committedAt, context.now)}`,
      `理由：${plain(decision.opinion.text) || "未填写"}`,
      `下一步：请按退回理由修改${kindText(approval.kind)}后重新提交。`,
      ...resumeLines(decision),
      ...(decision.resume === "step-by-step" ? [] : keepableLines(approval, decision)),
      ...(decision.resume === "step-by-step"
        ? []
        : ifOnlyFixedLines({ approval, returned: decision, fixes: event.fixes ?? [] }, file)),
    ];
    return [
      textNotice(approval.submittedBy, body, context),
      ...signersCards(approval, context),
      ...suspendedCards(approval, context),
    ];
  });
}

/** Submitter and both managers learn who rejected it, why, and what can be done; the signers' cards show it. */
export function approvalRejected(
  event: EventOf<"approval-rejected">,
  context: NoticeContext,
): Notice[] {
  return aboutApproval(context, event.approvalId, (approval) => {
    const body = [
      `${subjectOf(context.file, approval)} 已被否决，本次审批结束。`,
      ...factLines(context.file, approval),
      ...rejectionLines(approval, context.now),
      `下一步：如需继续，请重新编制${kindText(approval.kind)}，内容须与被否决的版本不同；提交后重新发起审批，已有意见不沿用。`,
    ];
    const texts = concernedIn(context.file, approval).map((person) =>
      textNotice(person, body, context),
    );
    return [...texts, ...signersCards(approval, context), ...suspendedCards(approval, context)];
  });
}

/** Everybody who rejected it, in the order of the commits: where votes are counted one alone did not decide. */
function rejectionLines(approval: Approval, now: Date): string[] {
  const node = failedNodeOf(approval);
  const votes = node === undefined ? [] : votesOf(approval, node);
  const rejections = votes.map(({ decision }) => decision).filter(({ verb }) => verb === "reject");
  const people = rejections.filter(
    ({ decidedBy }, at) => rejections.findIndex((one) => one.decidedBy === decidedBy) === at,
  );
  return people.flatMap((decision) => [
    `否决人：${signerAndOffice(decision)}，${momentText(decision.committedAt, now)}`,
    `理由：${plain(decision.opinion.text)}`,
  ]);
}

/** Stages speak only where somebody has to act: the reply to the customer is the grid manager's. */
export function stageStarted(event: EventOf<"stage-started">, context: NoticeContext): Notice[] {
  const { file, now } = context;
  const stage = file.stages.find((one) => one.id === event.stageId);
  if (stage === undefined || stage.id !== "plan_reply") return [];
  const { dueAt, dueProvisional } = stage;
  const due = dueAt === undefined ? "" : `，请于 ${dueText({ dueAt, dueProvisional }, now)} 前完成`;
  const body = [
    `${plain(file.connectionCase.caseNo)} 已进入“${plain(stage.name)}”环节。`,
    `客户：${plain(file.connectionCase.customerName)}`,
    `下一步：请向客户答复供电方案并办理签收${due}。`,
  ];
  return [textNotice(file.connectionCase.gridManager, body, context)];
}

function signerAndOffice(decision: Decision): string {
  const name = signerName(decision);
  if (decision.byRule !== undefined) return name;
  return `${name}（${plain(decision.department)} ${plain(decision.position)}）`;
}

function aboutApproval(
  context: NoticeContext,
  id: ApprovalId,
  words: (approval: Approval) => Notice[],
): Notice[] {
  const approval = approvalOf(context.file, id);
  return approval === undefined ? [] : words(approval);
}

/** Whom it waits for, after what needs nobody. */
export function waitingLines(approval: Approval, { bureau, now }: NoticeContext): string[] {
  const waiting = askingTasks(approval).map((task) => {
    const name = holderName(bureau.organisation, approval, task);
    const node = approval.nodes.find(
      (one) => one.round === task.round && one.nodeId === task.nodeId,
    );
    const due = dueText({ dueAt: task.dueAt, dueProvisional: node?.dueProvisional ?? false }, now);
    return `等待：${name}（${officeText(approval, task)}），${due} 到期`;
  });
  return [...automaticLines(approval), ...waiting];
}

/**
 * People, not seats: one may sit for two groups. Whose signature was kept has signed; who was asked for an opinion has
 * not.
 */
function signaturesOf(approval: Approval): number {
  const agreeing = currentNodes(approval).flatMap((node) =>
    votesOf(approval, node).filter((vote) => isSignature(node, vote)),
  );
  return new Set(agreeing.map(({ decision }) => decision.decidedBy)).size;
}

function isSignature(
  { seats }: Approval["nodes"][number],
  { seatNo, verb, decision }: CastVote,
): boolean {
  return (
    verb === "approve" &&
    decision.byRule === undefined &&
    !seats.some((seat) => seat.seatNo === seatNo && isOpinionSeat(seats, seat))
  );
}
