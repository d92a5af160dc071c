import type { Approval, Task } from "../domain/approval/instance.ts";
import type { Bureau } from "../domain/bureau.ts";
import { approvalOfTask, type Card, type CaseFile } from "../domain/case-file.ts";
import { parseCardId, type CardId, type StaffId, type TaskId } from "../domain/ids.ts";
import type { OutboundMessage } from "../wecom/outbound.ts";
import { TEXT_MAX_BYTES } from "../wecom/text-limits.ts";
import { caseUrl, linkText } from "./approval-words.ts";
import { fitLines } from "./fit.ts";
import { asOfText } from "./moments.ts";

/** Everything that words for people may depend on. */
export interface NoticeContext {
  /** The case after the change. */
  file: CaseFile;
  bureau: Bureau;
  now: Date;
  publicUrl: string;
  /** The press that caused the change, when it was one; its code brings that card to the truth. */
  press: { cardId: CardId; responseCode: string; by: StaffId } | undefined;
  /** A robot of the work group is configured. */
  hasGroupRobot: boolean;
}

/** One message to be put into the outbox. */
export interface Notice {
  message: OutboundMessage;
  /**
   * Messages with the same key leave in order: the card's id, `to:<userid>` for texts that nobody waits for,
   * `answer:<userid>` for answers, so that these do not stand behind reminders that a limit holds back,
   * `held:<task>` for texts about a decision that may still be undone.
   */
  orderKey: string;
  lane: "decision" | "normal";
  /** It must not leave earlier. */
  notBefore?: Date;
  /** A card to be registered with the case, when the message is a new one. */
  card?: Card;
}

/**
 * A press by whoever has the card brings it to the truth. Anybody else has no copy of it, and the code of their press would
 * show them what they may not read. A card of which a restore has lost the row is its task's holder's.
 */
export function pressOnOwnCard(
  file: CaseFile,
  press: NoticeContext["press"],
): NoticeContext["press"] {
  if (press === undefined) return undefined;
  const card = file.cards.find(({ id }) => id === press.cardId);
  const owner = card === undefined ? holderOfCard(file, press.cardId) : card.to;
  return owner === press.by ? press : undefined;
}

function holderOfCard(file: CaseFile, cardId: CardId): StaffId | undefined {
  const taskId = parseCardId(cardId)?.taskId;
  return taskId === undefined ? undefined : approvalOfTask(file, taskId)?.task.holder;
}

/** A text to one person, closed by its moment and the link to the case. */
export function textNotice(
  to: StaffId,
  body: readonly string[],
  context: Pick<NoticeContext, "file" | "now" | "publicUrl">,
): Notice {
  const content = fitLines({ body, foot: footOf(context) }, TEXT_MAX_BYTES);
  return { message: { kind: "send-text", to, content }, orderKey: `to:${to}`, lane: "normal" };
}

/** Last lines of every text about a case. */
export function footOf({
  file,
  now,
  publicUrl,
}: Pick<NoticeContext, "file" | "now" | "publicUrl">): string[] {
  const url = caseUrl(publicUrl, file.connectionCase.caseNo);
  return [`（${asOfText(now)}）`, linkText(url, "查看方案")];
}

/** A task with its approval, handed to `words`; no notice when the file does not hold it. */
export function noticesAboutTask(
  context: NoticeContext,
  taskId: TaskId,
  words: (found: { approval: Approval; task: Task }) => Notice[],
): Notice[] {
  const found = approvalOfTask(context.file, taskId);
  return found === undefined ? [] : words(found);
}
