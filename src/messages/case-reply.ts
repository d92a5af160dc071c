import type { WorkingCalendar } from "../domain/time/working-calendar.ts";
import { TEXT_MAX_BYTES } from "../wecom/text-limits.ts";
import { cardNote, caseUrl, linkText } from "./approval-words.ts";
import type {
  ApprovalLine,
  CandidateLine,
  CaseAnswer,
  Refused,
  StageLine,
  TaskLine,
} from "./case-answer.ts";
import { timeLeftText } from "./durations.ts";
import { fitLines, plain } from "./fit.ts";
import { asOfText, dueText, momentText } from "./moments.ts";

/** What every answer to a question depends on. */
export interface ReplyContext {
  now: Date;
  calendar: WorkingCalendar;
  publicUrl: string;
}

/** Longest list in one answer; the rest is only counted. */
const MAX_LISTED = 8;

/**
 * One case: where it is, whom it waits for since when, how much time is left.
 * With `insteadOf`, the words that were asked for and not found, it is a guess and says so.
 */
export function caseReply(answer: CaseAnswer, context: ReplyContext, insteadOf?: string): string {
  const guess = insteadOf === undefined ? [] : [`${notFound(insteadOf)}，是不是：`];
  return replyText([...guess, ...caseLines(answer, context)], {
    now: context.now,
    last: [linkText(caseUrl(context.publicUrl, answer.caseNo), "查看详情")],
  });
}

/** Several cases fit, or may be meant with `insteadOf`: numbered, to be asked for by their number. */
export function candidatesReply(
  candidates: { lines: readonly CandidateLine[]; total: number; insteadOf?: string },
  context: ReplyContext,
): string {
  const { insteadOf, total } = candidates;
  const heading =
    insteadOf === undefined
      ? `找到 ${total} 件工单，请发送其中一件的完整编号：`
      : `${notFound(insteadOf)}，是不是其中一件？请发送完整编号：`;
  const items = candidates.lines.map(
    (one) => `${linkedNo(one, context)} ${plain(one.customerName)}${stageNote(one)}`,
  );
  return replyText([heading, ...numbered(items)], {
    now: context.now,
    last: moreNote(items.length, total),
  });
}

/** The lines that tell where a case is. */
export function caseLines(answer: CaseAnswer, context: ReplyContext): string[] {
  const { stages, approvals } = answer;
  return [
    `${plain(answer.caseNo)} ${plain(answer.customerName)}`,
    ...(stages.length === 0
      ? ["当前没有进行中的环节。"]
      : stages.map((stage) => stageText(stage, context))),
    ...approvals.flatMap((approval) => [
      `${approval.kind} v${approval.documentVersion}（${approval.documentLine}）：${statusText(approval, context.now)}`,
      ...approval.automatic.map((line) => `· ${line}`),
      ...approval.waiting.map((task) => `· ${waitingText(task, context)}`),
    ]),
  ];
}

/** 审批中 / 已通过 / 已退回, each with what the reader asks next. */
export function statusText(approval: ApprovalLine, now: Date): string {
  return approval.isRevocation ? revocationText(approval, now) : documentText(approval, now);
}

/** 已同意撤销, 未同意撤销: whatever comes of it is no end of a document. */
function revocationText(approval: ApprovalLine, now: Date): string {
  const { status, approvedAt, rejected } = approval;
  if (status === "running") return "撤销审批中";
  if (status === "withdrawn") return withdrawnText(approval, now);
  if (approvedAt !== undefined) return `已同意撤销（${momentText(approvedAt, now)}）`;
  return rejected === undefined ? "未同意撤销" : whoAndWhy(rejected, "不同意", now);
}

function documentText(approval: ApprovalLine, now: Date): string {
  switch (approval.status) {
    case "running":
      return approval.round === 1 ? "审批中" : `审批中（第 ${approval.round} 轮）`;
    case "approved":
      return approvedText(approval, now);
    case "revoking":
      return `${approvedText(approval, now)}，正在撤销审批${askedText(approval, now)}`;
    case "revoked":
      return revokedText(approval, now);
    case "wait_revision":
      return returnedText(approval, now);
    case "rejected":
      return rejectedText(approval, now);
    case "withdrawn":
      return withdrawnText(approval, now);
  }
}

/** Whom it waits for, since when, until when, and how much working time is left. */
export function waitingText(task: TaskLine, { now, calendar }: ReplyContext): string {
  const who = `等待 ${task.holderName}（${plain(task.label)}）${task.asked}${cardNote(task.card)}`;
  const since = `自 ${momentText(task.openedAt, now)} 起`;
  return `${who}，${since}；${limitText(task, { now, calendar })}${awaitedNote(task, now)}`;
}

/** That the holder has asked something and waits for the answer; nothing otherwise. */
function awaitedNote({ awaited }: TaskLine, now: Date): string {
  if (awaited === undefined) return "";
  return `；已于 ${momentText(awaited.since, now)} 请 ${awaited.of} 补充说明，待答复`;
}

/** 11月24日 18:00 到期，剩 3小时（工作时间） */
export function limitText(
  task: Pick<TaskLine, "dueAt" | "dueProvisional">,
  { now, calendar }: Pick<ReplyContext, "now" | "calendar">,
): string {
  return `${dueText(task, now)} 到期，${timeLeftText(calendar, task.dueAt, now)}`;
}

/** Case number that opens the case's page. */
export function linkedNo(
  { caseNo }: Pick<TaskLine, "caseNo">,
  { publicUrl }: ReplyContext,
): string {
  return linkText(caseUrl(publicUrl, caseNo), plain(caseNo));
}

/** At most eight entries, numbered. */
export function numbered(items: readonly string[]): string[] {
  return items.slice(0, MAX_LISTED).map((item, index) => `${index + 1}. ${item}`);
}

/** 等 N 件 where a list does not hold all; nothing otherwise. */
export function moreNote(listed: number, total: number): string[] {
  return total > Math.min(listed, MAX_LISTED)
    ? [`…… 等 ${total} 件，请用更完整的编号或名称查询。`]
    : [];
}

/** An answer with the moment it was true at; lines are left out rather than cut when it grows too long. */
export function replyText(
  body: readonly string[],
  { now, last = [] }: { now: Date; last?: readonly string[] },
): string {
  return fitLines({ body, foot: [...last, `（${asOfText(now)}）`] }, TEXT_MAX_BYTES);
}

function notFound(asked: string): string {
  return `没有找到“${plain(asked)}”`;
}

function approvedText({ approvedAt }: ApprovalLine, now: Date): string {
  return approvedAt === undefined ? "已通过" : `已通过（${momentText(approvedAt, now)}）`;
}

function askedText({ revoked }: ApprovalLine, now: Date): string {
  if (revoked === undefined) return "";
  const { byName, at, reason } = revoked;
  return `（${byName} 于 ${momentText(at, now)} 申请，理由：${plain(reason)}）`;
}

function revokedText(approval: ApprovalLine, now: Date): string {
  const endedAt = approval.revoked?.endedAt;
  const when = endedAt === undefined ? "" : ` ${momentText(endedAt, now)}`;
  const open = approval.isCustomerUntold ? "；客户待告知" : "";
  return `已撤销${when}${askedText(approval, now)}${open}`;
}

function returnedText({ returned, submitterName }: ApprovalLine, now: Date): string {
  const next = `等待 ${submitterName} 修改后重新提交`;
  return returned === undefined
    ? `已退回，${next}`
    : `${whoAndWhy(returned, "退回", now)}；${next}`;
}

function rejectedText({ rejected }: ApprovalLine, now: Date): string {
  return rejected === undefined ? "已否决" : whoAndWhy(rejected, "否决", now);
}

function withdrawnText({ withdrawn }: ApprovalLine, now: Date): string {
  return withdrawn === undefined ? "已撤回" : whoAndWhy(withdrawn, "撤回", now);
}

function whoAndWhy({ byName, at, reason }: Refused, verb: string, now: Date): string {
  return `已由 ${byName} 于 ${momentText(at, now)} ${verb}，理由：${plain(reason) || "未填写"}`;
}

function stageText(stage: StageLine, context: ReplyContext): string {
  const { dueAt, dueProvisional } = stage;
  const limit = dueAt === undefined ? "" : `，${limitText({ dueAt, dueProvisional }, context)}`;
  return `当前环节：${plain(stage.name)}${limit}`;
}

function stageNote({ stageNames }: CandidateLine): string {
  return stageNames.length === 0 ? "" : `（${stageNames.map(plain).join("、")}）`;
}
