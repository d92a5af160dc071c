import { HOUR_MS } from "../../lib/clock.ts";
import { onTask, type Subject } from "./act-rule.ts";
import { actWords } from "./act-words.ts";
import type { Act } from "../approval/act.ts";
import type { Task } from "../approval/instance.ts";
import { heldUntil } from "../approval/undo.ts";
import { urge, whyNotUrge } from "../approval/urge.ts";
import { deliveryOf } from "../card-life.ts";
import { newestCardOf, withApproval } from "../case-file.ts";
import { andThen, type CaseEvent } from "../outcome.ts";
import type { Surroundings } from "../surroundings.ts";
import { workingMinutesBetween } from "../time/working-minutes.ts";
import { runsApproval } from "./withdraw-approval.ts";

/** Working time between two urgings about one task, whoever urges. */
const BETWEEN_WORK_MIN = 4 * 60;
/** A card older than this is far up in the chat: another is put under the eyes of its holder. */
const OLD_CARD_MS = 24 * HOUR_MS;

/** 催办: whoever runs an approval asks a holder to hurry. */
export const URGE = onTask({
  whyNot: (subject, { by }, around) => {
    if (!runsApproval(subject, by)) return { code: "not-submitter" };
    const { approval, task } = subject;
    const until = heldUntil(approval, task);
    if (until !== undefined && around.at < until) return { code: "not-told-yet", until };
    return whyNotUrge(approval, { task, by, isLongAgo: longAgo(around) });
  },
  act: (subject, { by, text }, around) =>
    andThen(actWords(text), (words) => {
      const { file, approval, task } = subject;
      const deed = { by, text: words, at: around.at };
      const urged = urge(approval, { task, deed, isLongAgo: longAgo(around) });
      return andThen(urged, (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events: [...freshCard(subject, around), ...events],
      }));
    }),
});

function longAgo({ bureau, at }: Surroundings): (act: Act) => boolean {
  return (act) => workingMinutesBetween(bureau.calendar, act.at, at) >= BETWEEN_WORK_MIN;
}

/** Another card for one that is old, or that never arrived. */
function freshCard({ file, task }: Subject & { task: Task }, { at }: Surroundings): CaseEvent[] {
  const card = newestCardOf(file, task.id);
  if (card === undefined) return [];
  const { id: cardId } = card;
  if (deliveryOf(card) === "undeliverable") {
    return [{ kind: "card-resent", taskId: task.id, cardId }];
  }
  const isOld = at.getTime() - card.madeAt.getTime() > OLD_CARD_MS;
  return isOld ? [{ kind: "card-renewed", taskId: task.id, cardId }] : [];
}
