import { withdrawalOf } from "../domain/approval/act.ts";
import { returnOfVersion } from "../domain/approval/votes.ts";
import { approvalOf } from "../domain/case-file.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { concernedIn, factLines, shortName, subjectOf } from "./approval-words.ts";
import { kindText } from "./document-words.ts";
import { plain } from "./fit.ts";
import { momentText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { signersCards, suspendedCards } from "./notify-cards.ts";

/** Submitter and managers learn who withdrew it and why; the cards of those who had signed show it. */
export function approvalWithdrawn(
  event: Extract<CaseEvent, { kind: "approval-withdrawn" }>,
  context: NoticeContext,
): Notice[] {
  const { file, now } = context;
  const approval = approvalOf(file, event.approvalId);
  const act = approval && withdrawalOf(approval);
  if (approval === undefined || act === undefined) return [];
  const body = [
    `${subjectOf(file, approval)} 已撤回，本次审批结束。`,
    ...factLines(file, approval),
    `撤回人：${shortName(act.name)}（${plain(act.department)} ${plain(act.position)}），${momentText(act.at, now)}`,
    `理由：${plain(act.text) || "未填写"}`,
    `下一步：如需继续，请重新提交${kindText(approval.kind)}，将重新发起审批，已有意见不沿用。`,
  ];
  const readers = concernedIn(file, approval).filter((person) => person !== act.by);
  const texts = readers.map((person) => textNotice(person, body, context));
  // After a return the cards have said so already, and nothing about it has changed.
  if (returnOfVersion(approval, approval.documentVersion) !== undefined) return texts;
  return [...texts, ...signersCards(approval, context), ...suspendedCards(approval, context)];
}
