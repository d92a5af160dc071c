import type { Clock } from "../lib/clock.ts";
import { cardDelivery, isCodeAlive, type CardDelivery } from "../store/cards.ts";
import type { Db } from "../store/db.ts";
import type { OutboxRow } from "../store/outbox.ts";
import type { CardNote } from "../store/settle.ts";
import { WecomApiError } from "../wecom/errcodes.ts";
import type { MessageApi } from "../wecom/message-api.ts";
import type { SendCard, UpdateCard } from "../wecom/outbound.ts";
import { deliveryOf, type Delivery, type Ended } from "./delivery.ts";

export interface CardDeps {
  db: Db;
  clock: Clock;
  api: Pick<MessageApi, "sendCard" | "updateCard">;
}

/** Asked before the limiter: a finished delivery when no call is needed, else the call. */
export type Prepared = { done: Ended } | { call: () => Promise<Delivery> };

type Tried = Pick<OutboxRow, "attempts" | "maybeDone" | "createdAt">;

/** The card's `task_id` was used before. @source wecom:90236 */
const TASK_ID_USED = 42014;
/** The update code was spent or is too old. @source wecom:94888 */
const CODE_SPENT = 60140;
/** Whoever pressed has no copy of the card. @source wecom:94888 */
const NOT_AMONG_RECEIVERS = 82102;

/** A new card; the update code that comes back is kept for bringing it to the truth once. */
export async function prepareSendCard(
  { db, api }: CardDeps,
  message: SendCard,
  row: Tried,
): Promise<Prepared> {
  const id = keyOf(message);
  const isRepeated = row.attempts > 0;
  if (isRepeated && (await cardDelivery(db, id))?.sentAt !== undefined) {
    return { done: { kind: "sent", note: "was sent by an earlier try" } };
  }
  const sent = (responseCode?: string): CardNote => ({ kind: "sent", cardId: id, responseCode });
  const call = async (): Promise<Delivery> => {
    try {
      const { responseCode } = await api.sendCard(message);
      return { kind: "sent", card: sent(responseCode) };
    } catch (error) {
      if (!(error instanceof WecomApiError)) throw error;
      if (error.errcode !== TASK_ID_USED || !row.maybeDone) return deliveryOf(error);
      // The lost answer was a yes; its code is lost too, so the card is corrected when it is pressed.
      return { kind: "sent", note: "an earlier try had arrived", card: sent() };
    }
  };
  return { call };
}

type CardKey = Parameters<typeof cardDelivery>[1];

export function keyOf(message: SendCard | UpdateCard): CardKey {
  return message.cardId as CardKey;
}

/** A new face for a card, by the code of its send or of the press that is answered. */
export async function prepareUpdateCard(
  deps: CardDeps,
  message: UpdateCard,
  row: Tried,
): Promise<Prepared> {
  const { code } = message;
  if (code.origin === "press") {
    const isAlive = isCodeAlive(row.createdAt, deps.clock.now());
    if (!isAlive) return { done: asText(message, "the code is older than 72 h") };
    return { call: () => spend(deps, { message, responseCode: code.responseCode, row }) };
  }
  const card = await cardDelivery(deps.db, keyOf(message));
  if (card?.sentAt === undefined) {
    return { done: { kind: "superseded", note: "the card was never sent" } };
  }
  // What an earlier try of this row spent, this row has shown.
  if (card.codeUsedAt !== undefined && row.maybeDone && card.codeUsedAt >= row.createdAt) {
    return { done: { kind: "sent", note: "was updated by an earlier try" } };
  }
  const found = sendCodeOf(card, deps.clock.now());
  if ("why" in found) return { done: asText(message, found.why) };
  return { call: () => spend(deps, { message, responseCode: found.responseCode, row }) };
}

/** The code that came with the send of a card, or why it cannot be spent. */
function sendCodeOf(
  { sentAt, responseCode, codeUsedAt }: CardDelivery,
  now: Date,
): { responseCode: string } | { why: string } {
  if (sentAt === undefined) return { why: "the card was never sent" };
  if (codeUsedAt !== undefined) return { why: "the code was used before" };
  if (!isCodeAlive(sentAt, now)) return { why: "the code is older than 72 h" };
  return responseCode === undefined ? { why: "the card came without a code" } : { responseCode };
}

async function spend(
  deps: CardDeps,
  { message, responseCode, row }: { message: UpdateCard; responseCode: string; row: Tried },
): Promise<Delivery> {
  const { to, card } = message;
  const used = usedCode(message);
  try {
    await deps.api.updateCard({ to, responseCode, card });
    return { kind: "sent", ...used };
  } catch (error) {
    if (!(error instanceof WecomApiError)) throw error;
    // The holder's card is not touched; the presser reads the sentence that goes with every refusal.
    if (error.errcode === NOT_AMONG_RECEIVERS && message.code.origin === "press") {
      return { kind: "superseded", note: "the presser has no copy of the card" };
    }
    if (error.errcode !== CODE_SPENT) return deliveryOf(error);
    // Spent by our own try whose answer was lost, as far as anyone can tell.
    if (row.maybeDone) return { kind: "sent", note: "an earlier try had arrived", ...used };
    const isBySend = await canGoBySend(deps, message);
    if (isBySend) return bySend(message, error.message);
    return { ...asText(message, error.message), ...used };
  }
}

/** The code of a press belongs to that press alone; that of the send is remembered with the card. */
function usedCode(message: UpdateCard): { card?: CardNote } {
  if (message.code.origin === "press") return {};
  return { card: { kind: "code-used", cardId: keyOf(message) } };
}

/** Whether the holder pressed and their card still has the code of its send. */
async function canGoBySend({ db, clock }: CardDeps, message: UpdateCard): Promise<boolean> {
  if (message.code.origin === "send") return false;
  const card = await cardDelivery(db, keyOf(message));
  return card?.to === message.to && "responseCode" in sendCodeOf(card, clock.now());
}

/** The code of the press is worth nothing: the row begins anew with that of the send. */
function bySend(message: UpdateCard, note: string): Ended {
  return { kind: "instead", message: { ...message, code: { origin: "send" } }, note };
}

function asText({ to, otherwise }: UpdateCard, note: string): Ended {
  if (otherwise === undefined) return { kind: "superseded", note: `${note}; told in a text` };
  return { kind: "instead", message: { kind: "send-text", to, content: otherwise }, note };
}
