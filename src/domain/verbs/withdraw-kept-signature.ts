import { onTask } from "./act-rule.ts";
import { actReason } from "./act-words.ts";
import { withdrawKept, whyNotWithdrawKept } from "../approval/withdraw-kept.ts";
import { withApproval } from "../case-file.ts";
import { andThen, refuse } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";

/** 撤回沿用: whose signature was kept wants to be asked after all, and says why, as long as nobody has gone on from it. */
export const WITHDRAW_KEPT = onTask({
  whyNot: (subject, { by }, around) => {
    const { approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return { code: "plan-missing" };
    return whyNotWithdrawKept(approval, { task, by }, engineFacts(situation));
  },
  act: (subject, { by, text }, around) => {
    const { file, approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return refuse({ code: "plan-missing" });
    return andThen(actReason(text), (words) => {
      const deed = { by, text: words, at: around.at };
      const withdrawn = withdrawKept(approval, { task, deed }, engineFacts(situation));
      return andThen(withdrawn, (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    });
  },
});
