import { onTask } from "./act-rule.ts";
import { actReason } from "./act-words.ts";
import { transfer, whyNotReceive, whyNotTransfer } from "./approval/transfer.ts";
import type { Approval, Task } from "./approval/instance.ts";
import { nextTaskNoOf, withApproval } from "./case-file.ts";
import { personOf, type Organisation, type Person } from "./organisation.ts";
import { andThen, refuse } from "./outcome.ts";

/** Everybody to whom the holder of a task may give it. */
export function receiversOf(
  { people }: Organisation,
  { approval, task }: { approval: Approval; task: Task },
): Person[] {
  return people.filter(({ userid }) => whyNotReceive(approval, { task, to: userid }) === undefined);
}

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
