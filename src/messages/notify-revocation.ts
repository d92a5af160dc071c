import { isOpinionSeat } from "../domain/approval/added-seats.ts";
import { revokeActOf, withdrawalOf, type Act } from "../domain/approval/act.ts";
import { activeCopies } from "../domain/approval/copy.ts";
import type { Approval, Decision } from "../domain/approval/instance.ts";
import { currentNodes, decisionOfTask, isOfCurrentNode } from "../domain/approval/tasks.ts";
import { failedNodeOf, votesOf } from "../domain/approval/votes.ts";
import { approvalOf } from "../domain/case-file.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { concernedIn, factLines, shortName, signerName, subjectOf } from "./approval-words.ts";
import { kindText } from "./document-words.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { waitingLines } from "./notify-approval.ts";
import { signedCards, signersCards, suspendedCards } from "./notify-cards.ts";

interface Revocation {
  /** What decides about it. */
  approval: Approval;
  /** What it is about. */
  revoked: Approval;
}

type Words = (revocation: Revocation, context: NoticeContext) => Notice[];

const WORDS: Readonly<Partial<Record<CaseEvent["kind"], Words>>> = {
  "approval-started": started,
  "approval-approved": agreed,
  "approval-rejected": refused,
  "approval-withdrawn": givenUp,
};

/** What is told of an event of a revocation; undefined where it is none, or is told as of any approval. */
export function revocationNotices(event: CaseEvent, context: NoticeContext): Notice[] | undefined {
  const words = WORDS[event.kind];
  const approval = "approvalId" in event ? approvalOf(context.file, event.approvalId) : undefined;
  const revoked = approval?.revokes && approvalOf(context.file, approval.revokes);
  if (words === undefined || approval === undefined || revoked === undefined) return undefined;
  return words({ approval, revoked }, context);
}

/** Whoever answers to the customer must not go on with what may be void tomorrow. */
function started(revocation: Revocation, context: NoticeContext): Notice[] {
  const { approval } = revocation;
  const { file } = context;
  const body = [
    `${subjectOf(file, approval)} 已发起审批；有结果前原审批仍然有效。`,
    ...factLines(file, approval),
    ...askedLines(approval, context),
    ...waitingLines(approval, context),
    "下一步：撤销有结果前，请暂不向客户答复。",
  ];
  return ownersOf(revocation, context).map((person) => textNotice(person, body, context));
}

/** Everybody who signed it, was copied, or answers for it learns that it counts no more. */
function agreed(revocation: Revocation, context: NoticeContext): Notice[] {
  const { approval, revoked } = revocation;
  const { file, now } = context;
  const body = [
    `${subjectOf(file, revoked)} 审批已撤销，不再作为实施依据。`,
    ...factLines(file, revoked),
    ...askedLines(approval, context),
    `撤销时间：${momentText(approval.closedAt ?? now, now)}`,
  ];
  const owners = ownersOf(revocation, context);
  const next = `下一步：请告知客户${kindText(revoked.kind)}已撤销，并收回已打印的审批单；如需继续，请重新提交，将重新发起审批，已有意见不沿用。`;
  const others = signersAndCopied(revoked).filter((person) => !owners.includes(person));
  return [
    ...owners.map((person) => textNotice(person, [...body, next], context)),
    ...others.map((person) => textNotice(person, [...body, "供您知悉，无需办理。"], context)),
    ...signersCards(approval, context),
    ...revokedCards(revoked, context),
  ];
}

/** Cards of those who had signed it, as far as they can still be changed: their people have a text. */
function revokedCards(revoked: Approval, context: NoticeContext): Notice[] {
  return revoked.tasks
    .filter((task) => isOfCurrentNode(revoked, task))
    .filter(({ id }) => decisionOfTask(revoked, id)?.channel === "card")
    .flatMap((task) => signedCards({ approval: revoked, task }, context));
}

function refused(revocation: Revocation, context: NoticeContext): Notice[] {
  const { approval } = revocation;
  const against = disagreeing(approval).flatMap((decision) => [
    `不同意：${signerName(decision)}，${momentText(decision.committedAt, context.now)}`,
    `理由：${plain(decision.opinion.text) || "未填写"}`,
  ]);
  return notRevoked(revocation, { why: "未获同意", lines: against }, context);
}

function givenUp(revocation: Revocation, context: NoticeContext): Notice[] {
  const act = withdrawalOf(revocation.approval);
  const lines = act === undefined ? [] : actLines("撤回人", act, context.now);
  return notRevoked(revocation, { why: "已撤回申请", lines }, context);
}

function notRevoked(
  revocation: Revocation,
  { why, lines }: { why: string; lines: readonly string[] },
  context: NoticeContext,
): Notice[] {
  const { approval } = revocation;
  const { file } = context;
  const body = [
    `${subjectOf(file, approval)} ${why}，原审批仍然有效。`,
    ...factLines(file, approval),
    ...lines,
  ];
  return [
    ...ownersOf(revocation, context).map((person) => textNotice(person, body, context)),
    ...signersCards(approval, context),
    ...suspendedCards(approval, context),
  ];
}

function askedLines(approval: Approval, { now }: NoticeContext): string[] {
  const act = revokeActOf(approval);
  return act === undefined ? [] : actLines("申请人", act, now);
}

function actLines(who: string, act: Act, now: Date): string[] {
  const { name, department, position, at, text } = act;
  return [
    `${who}：${shortName(name)}（${plain(department)} ${plain(position)}），${momentText(at, now)}`,
    `理由：${plain(text) || "未填写"}`,
  ];
}

/** Whoever submitted it, whoever asked for the revocation, and both managers. */
function ownersOf({ approval, revoked }: Revocation, { file }: NoticeContext): StaffId[] {
  return [...new Set([...concernedIn(file, approval), ...concernedIn(file, revoked)])];
}

function signersAndCopied(revoked: Approval): StaffId[] {
  const signed = currentNodes(revoked)
    .flatMap((node) => votesOf(revoked, node))
    .filter(({ decision }) => decision.byRule === undefined)
    .flatMap(({ decision: { decidedBy, onBehalfOf } }) => [
      decidedBy,
      ...(onBehalfOf === undefined ? [] : [onBehalfOf.principal]),
    ]);
  return [...new Set([...signed, ...activeCopies(revoked).map(({ to }) => to)])];
}

/** Whose no counted; who was only heard decided nothing. */
function disagreeing(approval: Approval): Decision[] {
  const node = failedNodeOf(approval);
  if (node === undefined) return [];
  const { seats } = node;
  return votesOf(approval, node)
    .filter(({ verb }) => verb === "reject")
    .filter(
      ({ seatNo }) => !seats.some((seat) => seat.seatNo === seatNo && isOpinionSeat(seats, seat)),
    )
    .map(({ decision }) => decision);
}
