import { dueRungs, type DueRungs, type LadderQuestion, type Rung } from "./ladder.ts";
import { isWorkingTime, nextWorkingMoment } from "./working-minutes.ts";

/**
 * What a ladder asks for when the holder has promised a time: until then nothing that would only tell the holder;
 * from then on, if that was in vain, the next such rung at once. What tells others keeps its time, as does whatever
 * comes at the due time or after it: it would not be true before.
 */
export function rungsAfterPromise(question: LadderQuestion, promisedAt: Date): DueRungs {
  const { ladder, calendar, now, fired } = question;
  if (now < promisedAt) {
    const others = ladder.rungs.filter((rung) => !isForHolderOnly(rung));
    const due = dueRungs({ ...question, ladder: { ...ladder, rungs: others } });
    return { ...due, nextAt: earlier(due.nextAt, nextWorkingMoment(calendar, promisedAt)) };
  }
  const due = dueRungs(question);
  const next = ladder.rungs.find((rung) => !fired.has(rung.id));
  const isBroughtForward = next !== undefined && isForHolderOnly(next) && isBeforeDue(next);
  if (due.fire !== undefined || !isBroughtForward) return due;
  return isWorkingTime(calendar, now)
    ? { ...due, fire: next }
    : { ...due, nextAt: earlier(due.nextAt, nextWorkingMoment(calendar, now)) };
}

function isForHolderOnly({ audience }: Rung): boolean {
  return audience.every((one) => one === "holder");
}

function isBeforeDue({ atPercent }: Rung): boolean {
  return atPercent !== undefined && atPercent < 100;
}

function earlier(one: Date | undefined, other: Date): Date {
  return one !== undefined && one < other ? one : other;
}
