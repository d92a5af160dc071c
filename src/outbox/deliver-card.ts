import type { Clock } from "../lib/clock.ts";
import { cardCodeUsed, cardDelivery, cardSent } from "../store/cards.ts";
import type { Db } from "../store/db.ts";
import type { OutboxRow } from "../store/outbox.ts";
import { WecomApiError } from "../wecom/errcodes.ts";
import type { MessageApi } from "../wecom/message-api.ts";
import type { SendCard, UpdateCard } from "../wecom/outbound.ts";
import { CODE_LIFE_MS, deliveryOf, type Delivery, type Ended } from "./delivery.ts";

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
  { db, clock, api }: CardDeps,
  message: SendCard,
  row: Tried,
): Promise<Prepared> {
  const id = keyOf(message);
  const isRepeated = row.attempts > 0;
  if (isRepeated && (await cardDelivery(db, id))?.sentAt !== undefined) {
    return { done: { kind: "sent", note: "was sent by an earlier try" } };
  }
  const call = async (): Promise<Delivery> => {
    try {
      const { responseCode } = await api.sendCard(message);
      await cardSent(db, id, { responseCode, at: clock.now() });
      return { kind: "sent" };
    } catch (error) {
      if (!(error instanceof WecomApiError)) throw error;
      if (error.errcode !== TASK_ID_USED || !row.maybeDone) return deliveryOf(error);
      // The lost answer was a yes; its code is lost too, so the card is corrected when it is pressed.
      await cardSent(db, id, { responseCode: undefined, at: clock.now() });
      return { kind: "sent", note: "an earlier try had arrived" };
    }
  };
  return { call };
}

type CardKey = Parameters<typeof cardDelivery>[1];

function keyOf(message: SendCard | UpdateCard): CardKey {
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
    const isYoung = ageMs(deps.clock, row.createdAt) < CODE_LIFE_MS;
    if (!isYoung) return { done: asText(message, "the code is older than 72 h") };
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
  const { responseCode } = card;
  const why = whyUnusable(deps.clock, { ...card, sentAt: card.sentAt });
  if (responseCode === undefined || why !== undefined) {
    return { done: asText(message, why ?? "the card came without a code") };
  }
  return { call: () => spend(deps, { message, responseCode, row }) };
}

function whyUnusable(
  clock: Clock,
  { sentAt, codeUsedAt }: { sentAt: Date; codeUsedAt: Date | undefined },
): string | undefined {
  if (codeUsedAt !== undefined) return "the code was used before";
  return ageMs(clock, sentAt) < CODE_LIFE_MS ? undefined : "the code is older than 72 h";
}

async function spend(
  { db, clock, api }: CardDeps,
  { message, responseCode, row }: { message: UpdateCard; responseCode: string; row: Tried },
): Promise<Delivery> {
  const { to, card } = message;
  const used = async (): Promise<void> => {
    if (message.code.origin === "send") {
      await cardCodeUsed(db, keyOf(message), clock.now());
    }
  };
  try {
    await api.updateCard({ to, responseCode, card });
    await used();
    return { kind: "sent" };
  } catch (error) {
    if (!(error instanceof WecomApiError)) throw error;
    // The holder's card is not touched; the presser reads the sentence that goes with every refusal.
    if (error.errcode === NOT_AMONG_RECEIVERS && message.code.origin === "press") {
      return { kind: "superseded", note: "the presser has no copy of the card" };
    }
    if (error.errcode !== CODE_SPENT) return deliveryOf(error);
    await used();
    // Spent by our own try whose answer was lost, as far as anyone can tell.
    if (row.maybeDone) return { kind: "sent", note: "an earlier try had arrived" };
    return asText(message, error.message);
  }
}

function asText({ to, otherwise }: UpdateCard, note: string): Ended {
  return { kind: "instead", message: { kind: "send-text", to, content: otherwise }, note };
}

function ageMs(clock: Clock, since: Date): number {
  return clock.now().getTime() - since.getTime();
}
