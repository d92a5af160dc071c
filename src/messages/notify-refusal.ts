import { approvalOfTask } from "../domain/case-file.ts";
import { parseCardId } from "../domain/ids.ts";
import type { CaseEvent, Refusal } from "../domain/outcome.ts";
import { TEXT_MAX_BYTES } from "../wecom/text-limits.ts";
import { subjectOf } from "./approval-words.ts";
import { fitLines, plain } from "./fit.ts";
import { asOfText } from "./moments.ts";
import { textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { pressedCard } from "./notify-cards.ts";
import { refusalText } from "./replies.ts";

type PressRefused = Extract<CaseEvent, { kind: "press-refused" }>;

/** Refusals whose reader is not known to be concerned with the case; they get the words and nothing of it. */
const SAYS_NOTHING_OF_CASE: ReadonlySet<Refusal["code"]> = new Set([
  "not-found",
  "not-a-member",
  "not-your-task",
]);

/** A press was refused: the pressed card comes back to the truth, and the presser reads why. */
export function pressRefused(event: PressRefused, context: NoticeContext): Notice[] {
  const words = refusalText(event.refusal, context);
  const found = taskOnCard(event, context);
  const cards = found === undefined ? [] : pressedCard(found, { ...context, hint: words });
  const orderKey = `answer:${event.by}`;
  return [...cards, { ...explanation(event, words, context), orderKey, lane: "decision" }];
}

function explanation(event: PressRefused, words: string, context: NoticeContext): Notice {
  if (SAYS_NOTHING_OF_CASE.has(event.refusal.code)) {
    const content = fitLines(
      { body: [words], foot: [`（${asOfText(context.now)}）`] },
      TEXT_MAX_BYTES,
    );
    const message = { kind: "send-text", to: event.by, content } as const;
    return { message, orderKey: `to:${event.by}`, lane: "normal" };
  }
  const found = taskOnCard(event, context);
  const { caseNo, customerName } = context.file.connectionCase;
  const subject =
    found === undefined ? caseNo : subjectOf(context.file, found.approval, found.task.round);
  return textNotice(event.by, [words, `${subject} ${plain(customerName)}`], context);
}

function taskOnCard({ cardId }: PressRefused, { file }: NoticeContext) {
  const parsed = cardId === undefined ? undefined : parseCardId(cardId);
  return parsed === undefined ? undefined : approvalOfTask(file, parsed.taskId);
}
