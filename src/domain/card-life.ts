import { HOUR_MS } from "../lib/clock.ts";
import { newestCardOf, type Card, type CaseFile } from "./case-file.ts";
import type { TaskId } from "./ids.ts";
import type { Refusal } from "./outcome.ts";

/** How long a card can be changed by the code of its send, from the send on. @source wecom:94888 */
export const CARD_LIFE_MS = 72 * HOUR_MS;

/** Whether the code of its send may still change it. A card that has not left yet is changed when it has. */
export function canBeCorrected({ sentAt }: Card, at: Date): boolean {
  return sentAt === undefined || at.getTime() - sentAt.getTime() < CARD_LIFE_MS;
}

/** Why a card is too old to be decided on: what it says was true when it was made. */
export function whyStale({ madeAt }: Card, at: Date): Refusal | undefined {
  const ageMs = at.getTime() - madeAt.getTime();
  if (ageMs < CARD_LIFE_MS) return undefined;
  return { code: "stale-card", ageHours: Math.floor(ageMs / HOUR_MS) };
}

/** How far a card has come on its way to a phone. */
export type Delivery = "under-way" | "delivered" | "undeliverable";

export function deliveryOf(card: Card): Delivery {
  if (card.sentAt !== undefined) return "delivered";
  return card.undeliverableAt === undefined ? "under-way" : "undeliverable";
}

/** The same of the card that asks for a task; undefined when the task has none. */
export function deliveryOfTask(file: CaseFile, taskId: TaskId): Delivery | undefined {
  const card = newestCardOf(file, taskId);
  return card === undefined ? undefined : deliveryOf(card);
}

/** The task's first card that was given up: the moment to tell people, once. */
export function isFirstUndelivered(file: CaseFile, card: Card): boolean {
  const lost = file.cards.filter(
    (one) => one.taskId === card.taskId && deliveryOf(one) === "undeliverable",
  );
  return lost.length === 1 && lost[0]?.id === card.id;
}
