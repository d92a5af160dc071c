import { takeBack, whyNotObject } from "../approval/take-back.ts";
import { decisionOfTask, nodeOfTask } from "../approval/tasks.ts";
import { limitDue } from "../time/due.ts";
import { actReason } from "./act-words.ts";
import { uncounting } from "./uncounting.ts";

/** How long an objection may come after the node has ended. */
const WITHIN = { workDays: 1 };

/** 异议: whoever a rule has decided for wants to be asked after all, and says why. */
export const OBJECT = uncounting({
  whyNot: ({ approval, task }, { by, facts }, { bureau, at }) => {
    const refusal = whyNotObject(approval, { task, by }, facts);
    const decision = decisionOfTask(approval, task.id);
    if (refusal !== undefined || decision === undefined) return refusal;
    const { at: until } = limitDue(bureau.calendar, decision.committedAt, WITHIN);
    const isOpen = nodeOfTask(approval, task)?.status === "open";
    return isOpen || at <= until ? undefined : { code: "cannot-take-back", why: "objection-late" };
  },
  wordsOf: actReason,
  uncount: (approval, what, facts) => takeBack(approval, { ...what, kind: "object" }, facts),
});
