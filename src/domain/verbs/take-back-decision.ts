import { onTask } from "./act-rule.ts";
import { actReason } from "./act-words.ts";
import { decisionOfTask } from "../approval/tasks.ts";
import { takeBack, whyNotTakeBack } from "../approval/take-back.ts";
import { undoUntil } from "../approval/undo.ts";
import { withApproval } from "../case-file.ts";
import { andThen, refuse } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";
import { workingMinutesBetween } from "../time/working-minutes.ts";

/** Working time within which a decision may be taken back. */
const WITHIN_WORK_MIN = 24 * 60;

/** 拿回: whoever has agreed takes it back as long as nobody has gone on from it, and says why. */
export const TAKE_BACK = onTask({
  whyNot: (subject, { by }, around) => {
    const { approval, task } = subject;
    const decision = decisionOfTask(approval, task.id);
    const situation = situationOf(subject, around);
    if (situation === undefined) return { code: "plan-missing" };
    const refusal = whyNotTakeBack(approval, { task, by }, engineFacts(situation));
    if (refusal !== undefined || decision === undefined) return refusal;
    const until = undoUntil(approval, decision);
    if (until !== undefined && around.at < until) {
      return { code: "cannot-take-back", why: "undo-first" };
    }
    const { calendar } = around.bureau;
    const agoWorkMin = workingMinutesBetween(calendar, decision.committedAt, around.at);
    return agoWorkMin <= WITHIN_WORK_MIN
      ? undefined
      : { code: "cannot-take-back", why: "too-late" };
  },
  act: (subject, { by, text }, around) => {
    const { file, approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return refuse({ code: "plan-missing" });
    return andThen(actReason(text), (words) => {
      const deed = { by, text: words, at: around.at };
      const taken = takeBack(approval, { task, deed }, engineFacts(situation));
      return andThen(taken, (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    });
  },
});
