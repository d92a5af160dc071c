import { takeBackOf } from "../domain/approval/act.ts";
import type { Approval, ApprovalNode, Task } from "../domain/approval/instance.ts";
import {
  currentNodes,
  decisionOfTask,
  isLeading,
  isOfCurrentNode,
  nodeOfTask,
  tasksOfSeat,
} from "../domain/approval/tasks.ts";
import { canBeCorrected } from "../domain/card-life.ts";
import { cardNoOf, cardsOfTask, newestCardOf, type Card } from "../domain/case-file.ts";
import { cardIdOf, type CardId, type StaffId, type TaskId } from "../domain/ids.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import type { UpdateCode } from "../wecom/outbound.ts";
import { TEXT_MAX_BYTES } from "../wecom/text-limits.ts";
import { approvalCard } from "./approval-card.ts";
import { factLines, subjectOf } from "./approval-words.ts";
import { cardStateOf, closingText } from "./card-state.ts";
import { fitLines, plain } from "./fit.ts";
import { shortMomentText } from "./moments.ts";
import { footOf, noticesAboutTask, textNotice, type Notice, type NoticeContext } from "./notice.ts";
import { shownHashOf } from "./shown-hash.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { kind: Kind }>;

interface TaskOnCard {
  approval: Approval;
  task: Task;
}

/** A person is asked: a new card, registered with the case; none where the same change has ended it again. */
export function taskOpened(event: EventOf<"task-opened">, context: NoticeContext): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => {
    const isAsked = found.task.status === "pending" && isLeading(found.approval, found.task);
    return isAsked ? [newCard(found, context)] : [];
  });
}

/** A decision was taken: the card that was pressed shows it first, then the same task's other cards. */
export function taskDecided(event: EventOf<"task-decided">, context: NoticeContext): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => [
    ...pressedCard(found, context),
    ...otherCards(found, context),
    ...earlierCards(found, context),
  ]);
}

/** Nobody waits for this person any more: their cards say why, or a text when no card can be changed. */
export function taskCancelled(event: EventOf<"task-cancelled">, context: NoticeContext): Notice[] {
  return noticesAboutTask(context, event.taskId, (found) => {
    if (!isLeading(found.approval, found.task)) return [];
    const updates = [...pressedCard(found, context), ...otherCards(found, context)];
    if (event.reason === "by-rule") return [...updates, ...decidedByRule(found, context)];
    if (updates.length > 0) return [...updates, ...earlierCards(found, context)];
    // Whoever was asked in this very change has no card, and heard nothing.
    const wasAsked = cardsOfTask(context.file, event.taskId).length > 0;
    return wasAsked ? [endingText(found, context)] : [];
  });
}

/** Whoever waits for others whom they had added will be asked no more: their card says why, or a text when it cannot be changed. */
export function waitingCard(found: TaskOnCard, context: NoticeContext): Notice[] {
  if (!isLeading(found.approval, found.task)) return [];
  const updates = otherCards(found, context);
  return updates.length > 0 ? updates : [endingText(found, context)];
}

function endingText(found: TaskOnCard, context: NoticeContext): Notice {
  const { holder } = found.task;
  const words = closingLines(found, { viewer: holder, isReplaced: false }, context);
  return textNotice(holder, words, context);
}

/** Whoever a rule has decided for reads which, and that they may object; the page has the form. */
function decidedByRule({ approval, task }: TaskOnCard, context: NoticeContext): Notice[] {
  const decision = decisionOfTask(approval, task.id);
  const node = nodeOfTask(approval, task);
  if (decision === undefined || node === undefined) return [];
  const body = [
    `${subjectOf(context.file, approval)} “${plain(node.name)}”环节${plain(decision.opinion.text)}，未经您处理。`,
    ...factLines(context.file, approval),
    ...(decision.verb === "approve"
      ? [
          "我有异议：请打开下面的方案页提出，最迟 1 个工作日内或本环节结束前；后续环节有人签署后不能再提。",
        ]
      : []),
  ];
  return [textNotice(task.holder, body, context)];
}

/** A fresh card takes the place of one that is too old or was pressed in vain; the old one says so while it can be changed. */
export function cardRenewed(event: EventOf<"card-renewed">, context: NoticeContext): Notice[] {
  const replacing = { ...context, replacedCardId: event.cardId };
  const asking = { ...context, ...unheardHint(event, context) };
  return noticesAboutTask(context, event.taskId, (found) => [
    ...pressedCard(found, replacing),
    ...otherCards(found, replacing),
    newCard(found, asking),
  ]);
}

/** Nobody can tell who pressed while nothing was heard, so whoever still is asked reads that they may have to once more. */
function unheardHint(
  { unheardSince }: EventOf<"card-renewed">,
  { now }: NoticeContext,
): { hint?: string } {
  if (unheardSince === undefined) return {};
  const since = shortMomentText(unheardSince, now);
  return { hint: `系统 ${since} 后曾中断，如您其间已点击，请再点一次` };
}

/** The card that was pressed, brought to the truth by the code of the press; nothing when it shows another task. */
export function pressedCard(
  { approval, task }: TaskOnCard,
  context: NoticeContext & { replacedCardId?: CardId; hint?: string },
): Notice[] {
  const { press } = context;
  if (press === undefined || !press.cardId.startsWith(`${task.id}@`)) return [];
  const isReplaced =
    press.cardId === context.replacedCardId ||
    newestCardNo(context, task.id) > cardNoOf(press.cardId);
  const update = updateOf({ approval, task }, context, {
    to: press.by,
    cardId: press.cardId,
    code: { origin: "press", responseCode: press.responseCode },
    isReplaced,
    // Who is refused reads why in a text of its own, which also knows what they may read of the case.
    isToldApart: context.hint !== undefined || context.replacedCardId !== undefined,
  });
  return [{ ...update, lane: "decision" }];
}

/**
 * Cards of everybody who signed the current version by card and whose signature counts, so that they show how the round ended.
 * Cards of signers on a page have spent their code already.
 */
export function signersCards(approval: Approval, context: NoticeContext): Notice[] {
  return approval.tasks
    .filter(({ status }) => status === "done")
    .filter((task) => isOfCurrentNode(approval, task))
    .filter((task) => takeBackOf(approval, task.id) === undefined)
    .filter((task) => context.press?.cardId.startsWith(`${task.id}@`) !== true)
    .flatMap((task) => cardOfSigner({ approval, task }, context));
}

/**
 * Cards of those who wait in these nodes for others whom they had added: the round has ended, or was gone back over, and
 * they will be asked no more.
 */
export function suspendedCards(
  approval: Approval,
  context: NoticeContext,
  nodes: readonly ApprovalNode[] = currentNodes(approval),
): Notice[] {
  return approval.tasks
    .filter(({ cancelReason }) => cancelReason === "signers-added")
    .filter((task) => nodes.some((node) => node === nodeOfTask(approval, task)))
    .filter((task) => tasksOfSeat(approval, task).at(-1) === task)
    .flatMap((task) => waitingCard({ approval, task }, context));
}

/** The card of somebody who signed by it, brought to the truth; nothing where the decision was taken on a page. */
export function cardOfSigner(found: TaskOnCard, context: NoticeContext): Notice[] {
  const decision = decisionOfTask(found.approval, found.task.id);
  return decision?.channel === "card" ? otherCards(found, context) : [];
}

/** The card of a task that was signed before, as far as it can still be changed; no text goes in its place. */
export function signedCards(found: TaskOnCard, context: NoticeContext): Notice[] {
  return cardsOfTask(context.file, found.task.id)
    .filter(({ id }) => cardNoOf(id) === newestCardNo(context, found.task.id))
    .filter((card) => canBeCorrected(card, context.now))
    .map(({ to, id: cardId }) =>
      updateOf(found, context, {
        to,
        cardId,
        code: { origin: "send" },
        isReplaced: false,
        isToldApart: true,
      }),
    );
}

/** The next card of a task, to be registered with the case. */
export function newCard(
  { approval, task }: TaskOnCard,
  context: NoticeContext & { hint?: string },
): Notice {
  const card = approvalCard({ ...context, approval, task, viewer: task.holder });
  const registered: Card = {
    id: cardIdOf(task.id, newestCardNo(context, task.id) + 1, context.now),
    taskId: task.id,
    to: task.holder,
    madeAt: context.now,
    shownHash: shownHashOf(card),
    sentAt: undefined,
    undeliverableAt: undefined,
  };
  return {
    message: { kind: "send-card", to: task.holder, cardId: registered.id, card },
    orderKey: registered.id,
    lane: "normal",
    card: registered,
  };
}

/** The newest card of a task, unless it was the pressed one or is too old for the code of its send. */
export function otherCards(
  found: TaskOnCard,
  context: NoticeContext & { replacedCardId?: CardId },
): Notice[] {
  const newestNo = newestCardNo(context, found.task.id);
  return cardsOfTask(context.file, found.task.id)
    .filter((card) => cardNoOf(card.id) === newestNo && card.id !== context.press?.cardId)
    .filter((card) => canBeCorrected(card, context.now))
    .map((card) =>
      updateOf(found, context, {
        to: card.to,
        cardId: card.id,
        code: { origin: "send" },
        isReplaced: card.id === context.replacedCardId,
      }),
    );
}

/**
 * Cards that a newer one was to replace. Most have spent their code on saying so; one whose update was overtaken
 * by the end of the task has not, and would go on asking. No text goes in its place.
 */
function earlierCards(found: TaskOnCard, context: NoticeContext): Notice[] {
  const newestNo = newestCardNo(context, found.task.id);
  return cardsOfTask(context.file, found.task.id)
    .filter((card) => cardNoOf(card.id) < newestNo && card.id !== context.press?.cardId)
    .filter((card) => canBeCorrected(card, context.now))
    .map((card) =>
      updateOf(found, context, {
        to: card.to,
        cardId: card.id,
        code: { origin: "send" },
        isReplaced: false,
        isToldApart: true,
      }),
    );
}

function updateOf(
  found: TaskOnCard,
  context: NoticeContext & { hint?: string },
  target: {
    to: StaffId;
    cardId: CardId;
    code: UpdateCode;
    isReplaced: boolean;
    isToldApart?: boolean;
  },
): Notice {
  const { to, cardId, code, isReplaced, isToldApart = false } = target;
  const card = approvalCard({ ...context, ...found, viewer: to, isReplaced });
  const body = closingLines(found, { viewer: to, isReplaced }, context);
  const otherwise = isToldApart
    ? undefined
    : fitLines({ body, foot: footOf(context) }, TEXT_MAX_BYTES);
  return {
    message: { kind: "update-card", to, cardId, code, card, otherwise },
    orderKey: cardId,
    lane: "normal",
  };
}

/** The state of a card as text, for where the card itself cannot be changed any more. */
function closingLines(
  { approval, task }: TaskOnCard,
  shown: { viewer: StaffId; isReplaced: boolean },
  { file, bureau, now }: NoticeContext,
): string[] {
  const state = cardStateOf(approval, task, shown);
  const closing = closingText(state, { organisation: bureau.organisation, now });
  return [
    subjectOf(file, approval, task.round),
    `客户：${plain(file.connectionCase.customerName)}`,
    closing ?? "此项仍等待您审批。",
  ];
}

/** 0 when the task has no card yet. */
function newestCardNo({ file }: NoticeContext, taskId: TaskId): number {
  const newest = newestCardOf(file, taskId);
  return newest === undefined ? 0 : cardNoOf(newest.id);
}
