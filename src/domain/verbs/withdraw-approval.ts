import type { ActRule, Subject } from "./act-rule.ts";
import { actReason, actWords } from "./act-words.ts";
import type { Approval } from "../approval/instance.ts";
import { withdraw, whyNotWithdraw } from "../approval/withdraw.ts";
import { withApproval } from "../case-file.ts";
import { carryOn } from "./carry-on.ts";
import type { StaffId } from "../ids.ts";
import { andThen } from "../outcome.ts";

/** Tells whether an approval is somebody's own business: its submitter, and both managers of the case. */
export function runsApproval({ file, approval }: Subject, person: StaffId): boolean {
  const { gridManager, worksManager } = file.connectionCase;
  return [approval.submittedBy, gridManager, worksManager].includes(person);
}

/** Once somebody has decided, a withdrawal has to say why. */
export function isReasonNeeded({ decisions }: Approval): boolean {
  return decisions.length > 0;
}

/** 撤回: the approval ends, and its document goes back to be written. */
export const WITHDRAW: ActRule = {
  whyNot: (subject, { by }) =>
    runsApproval(subject, by) ? whyNotWithdraw(subject.approval) : { code: "not-submitter" },
  act: ({ file, approval }, { by, text }, around) => {
    const said = isReasonNeeded(approval) ? actReason(text) : actWords(text);
    return andThen(said, (words) =>
      andThen(withdraw(approval, { by, text: words, at: around.at }), (next, events) => {
        const ended = withApproval(file, next);
        // What was returned is back in drafting already.
        if (approval.status === "wait_revision") return { ok: true, next: ended, events };
        return carryOn(ended, events, around);
      }),
    );
  },
};
