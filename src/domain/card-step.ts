import { HOUR_MS, MINUTE_MS } from "../lib/clock.ts";
import { CARD_LIFE_MS, isFirstUndelivered } from "./card-life.ts";
import { newestCardOf, type Card, type CaseFile } from "./case-file.ts";
import type { TaskId } from "./ids.ts";
import type { WorkingCalendar } from "./time/working-calendar.ts";
import {
  isWorkingTime,
  nextWorkingMoment,
  plusWorkingMinutes,
  previousClosing,
} from "./time/working-minutes.ts";

/** A card that did not arrive is tried anew each time that so much working time has passed. */
const RESEND_AFTER_WORK_MIN = 30;
/** A card is replaced so long before its code expires or the office closes, so that a late tick is still in time. */
const RENEW_BEFORE_MS = 30 * MINUTE_MS;

/** What the clock will do for the card of a pending task, and from when on; never outside working time. */
export interface CardStep {
  kind: "resend" | "renew";
  card: Card;
  at: Date;
}

/** The next step for a task's newest card: another try when it was given up, else its renewal. */
export function cardStepOf(
  calendar: WorkingCalendar,
  file: CaseFile,
  taskId: TaskId,
): CardStep | undefined {
  const card = newestCardOf(file, taskId);
  if (card === undefined) return undefined;
  const { undeliverableAt } = card;
  if (undeliverableAt === undefined) {
    return { kind: "renew", card, at: renewalAt(calendar, card) };
  }
  // The first time at once: people are told by it, and what was wrong may have passed.
  const waitWorkMin = isFirstUndelivered(file, card) ? 0 : RESEND_AFTER_WORK_MIN;
  const earliestAt = plusWorkingMinutes(calendar, undeliverableAt, waitWorkMin);
  return { kind: "resend", card, at: nextWorkingMoment(calendar, earliestAt) };
}

/**
 * When a card that still asks is to be replaced, so that whoever presses next finds one that counts and the old one
 * can still be told to say so: just before its code expires, in working time. Over a night or a weekend that is the
 * evening before, unless even the fresh card would not last until the office opens again; then it waits for that.
 */
export function renewalAt(calendar: WorkingCalendar, { madeAt }: Pick<Card, "madeAt">): Date {
  const lastAt = new Date(madeAt.getTime() + CARD_LIFE_MS - RENEW_BEFORE_MS);
  if (isWorkingTime(calendar, lastAt)) return lastAt;
  const openingAt = nextWorkingMoment(calendar, lastAt);
  const closingAt = previousClosing(calendar, lastAt, CARD_LIFE_MS / (24 * HOUR_MS));
  if (closingAt === undefined) return openingAt;
  const eveningAt = new Date(closingAt.getTime() - RENEW_BEFORE_MS);
  const lasts = openingAt.getTime() - eveningAt.getTime() < CARD_LIFE_MS - RENEW_BEFORE_MS;
  return lasts && eveningAt > madeAt ? eveningAt : openingAt;
}
