import { onTask } from "./act-rule.ts";
import { actWords } from "./act-words.ts";
import { acknowledge, whyNotAcknowledge } from "../approval/acknowledge.ts";
import type { Task } from "../approval/instance.ts";
import { withApproval } from "../case-file.ts";
import { andThen, refuse } from "../outcome.ts";
import { closingsAfter } from "../time/closings.ts";
import type { Surroundings } from "../surroundings.ts";

/** How many moments there are to choose from at most: today and tomorrow. */
const MOST_CHOICES = 4;

/** The moments that the holder of a task may promise: the next ends of work, none after it is due. */
export function promiseChoices(
  { dueAt }: Task,
  { bureau, at }: Pick<Surroundings, "bureau" | "at">,
): Date[] {
  return closingsAfter(bureau.calendar, at, MOST_CHOICES).filter((end) => end <= dueAt);
}

/** 知悉: the holder of a task promises a time; until then they are not reminded. */
export const ACKNOWLEDGE = onTask({
  whyNot: ({ approval, task }, { by }, around) => {
    const refusal = whyNotAcknowledge(approval, { task, by });
    if (refusal !== undefined || promiseChoices(task, around).length > 0) return refusal;
    return { code: "cannot-promise", why: "no-time-left" };
  },
  act: ({ file, approval, task }, { by, text, choice }, around) => {
    const until = promiseChoices(task, around).find((end) => end.toISOString() === choice);
    if (until === undefined) return refuse({ code: "cannot-promise", why: "not-offered" });
    return andThen(actWords(text), (words) => {
      const deed = { by, text: words, at: around.at };
      return andThen(acknowledge(approval, { task, until, deed }), (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    });
  },
});
