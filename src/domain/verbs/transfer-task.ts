import { onTask } from "./act-rule.ts";
import { actReason } from "./act-words.ts";
import { transfer, whyNotTransfer } from "../approval/transfer.ts";
import { nextTaskNoOf, withApproval } from "../case-file.ts";
import { personOf } from "../people/organisation.ts";
import { andThen, refuse } from "../outcome.ts";

/** 转办: the holder of a task gives it to a person of the organisation, and says why. */
export const TRANSFER = onTask({
  whyNot: ({ approval, task }, { by }) => whyNotTransfer(approval, { task, by }),
  act: ({ file, approval, task }, { by, text, choice }, { bureau, at }) => {
    const to = choice === undefined ? undefined : personOf(bureau.organisation, choice);
    if (to === undefined) return refuse({ code: "cannot-transfer", why: "nobody" });
    return andThen(actReason(text), (words) => {
      const how = { task, to: to.userid, deed: { by, text: words, at } };
      return andThen(transfer(approval, how, nextTaskNoOf(file)), (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    });
  },
});
