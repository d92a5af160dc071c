import { takeBack, whyNotTakeBack } from "../approval/take-back.ts";
import { decisionOfTask } from "../approval/tasks.ts";
import { undoUntil } from "../approval/undo.ts";
import { workingMinutesBetween } from "../time/working-minutes.ts";
import { actReason } from "./act-words.ts";
import { uncounting } from "./uncounting.ts";

/** Working time within which a decision may be taken back. */
const WITHIN_WORK_MIN = 24 * 60;

/** 拿回: whoever has agreed takes it back as long as nobody has gone on from it, and says why. */
export const TAKE_BACK = uncounting({
  whyNot: ({ approval, task }, { by, facts }, { bureau, at }) => {
    const refusal = whyNotTakeBack(approval, { task, by }, facts);
    const decision = decisionOfTask(approval, task.id);
    if (refusal !== undefined || decision === undefined) return refusal;
    const until = undoUntil(approval, decision);
    if (until !== undefined && at < until) return { code: "cannot-take-back", why: "undo-first" };
    const agoWorkMin = workingMinutesBetween(bureau.calendar, decision.committedAt, at);
    return agoWorkMin <= WITHIN_WORK_MIN
      ? undefined
      : { code: "cannot-take-back", why: "too-late" };
  },
  wordsOf: actReason,
  uncount: takeBack,
});
