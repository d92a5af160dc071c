import { HOUR_MS } from "../lib/clock.ts";
import type { Card } from "./case-file.ts";
import type { Refusal } from "./outcome.ts";

/** How long a card can still be changed by the code of its send. @source wecom:94888 */
export const CARD_LIFE_MS = 72 * HOUR_MS;

export function canBeCorrected(card: Card, at: Date): boolean {
  return at.getTime() - card.madeAt.getTime() < CARD_LIFE_MS;
}

/** Why a card is too old to be decided on: what it shows can no longer be kept true. */
export function whyStale(card: Card, at: Date): Refusal | undefined {
  if (canBeCorrected(card, at)) return undefined;
  const ageHours = Math.floor((at.getTime() - card.madeAt.getTime()) / HOUR_MS);
  return { code: "stale-card", ageHours };
}
