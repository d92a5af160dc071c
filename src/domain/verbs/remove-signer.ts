import { onTask } from "./act-rule.ts";
import { actReason, actWords } from "./act-words.ts";
import { isHolderOfSeat, removeSigner, whyNotRemove } from "../approval/remove-signer.ts";
import { tasksOfSeat } from "../approval/tasks.ts";
import { withApproval } from "../case-file.ts";
import { carryOn } from "./carry-on.ts";
import type { StaffId } from "../ids.ts";
import { personOf, type Organisation } from "../people/organisation.ts";
import { andThen, refuse } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";

/** 减签: whoever has added somebody, or an administrator with a reason, removes them while they have not been heard. */
export const REMOVE_SIGNER = onTask({
  whyNot: ({ approval, task }, { by }, { bureau: { organisation } }) => {
    // Offered at the last task of a seat only; whoever is asked again has heard those whom they waited for.
    if (tasksOfSeat(approval, task).at(-1) !== task) return { code: "cannot-remove", why: "heard" };
    return whyNotRemove(approval, { task, by, isAdmin: isAdmin(organisation, by) });
  },
  act: (subject, { by, text, choice }, around) => {
    const { file, approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return refuse({ code: "plan-missing" });
    const isOwn = isHolderOfSeat(approval, { task, by: by.userid });
    return andThen(isOwn ? actWords(text) : actReason(text), (words) => {
      const deed = { by, text: words, at: around.at };
      const seatNo = Number(choice);
      const removed = removeSigner(approval, { task, seatNo, deed }, engineFacts(situation));
      return andThen(removed, (next, events) => carryOn(withApproval(file, next), events, around));
    });
  },
});

function isAdmin(organisation: Organisation, userid: StaffId): boolean {
  return personOf(organisation, userid)?.roles.includes("admin") === true;
}
