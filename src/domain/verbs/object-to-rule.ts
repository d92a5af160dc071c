import { onTask } from "./act-rule.ts";
import { actReason } from "./act-words.ts";
import { decisionOfTask, nodeOfTask } from "../approval/tasks.ts";
import { takeBack, whyNotObject } from "../approval/take-back.ts";
import { withApproval } from "../case-file.ts";
import { andThen, refuse } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";
import { limitDue } from "../time/due.ts";

/** How long an objection may come after the node has ended. */
const WITHIN = { workDays: 1 };

/** 异议: whoever a rule has decided for wants to be asked after all, and says why. */
export const OBJECT = onTask({
  whyNot: (subject, { by }, around) => {
    const { approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return { code: "plan-missing" };
    const refusal = whyNotObject(approval, { task, by }, engineFacts(situation));
    const decision = decisionOfTask(approval, task.id);
    if (refusal !== undefined || decision === undefined) return refusal;
    const { at: until } = limitDue(around.bureau.calendar, decision.committedAt, WITHIN);
    const isOpen = nodeOfTask(approval, task)?.status === "open";
    return isOpen || around.at <= until
      ? undefined
      : { code: "cannot-take-back", why: "objection-late" };
  },
  act: (subject, { by, text }, around) => {
    const { file, approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return refuse({ code: "plan-missing" });
    return andThen(actReason(text), (words) => {
      const deed = { by, text: words, at: around.at };
      const objected = takeBack(approval, { task, deed, kind: "object" }, engineFacts(situation));
      return andThen(objected, (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    });
  },
});
