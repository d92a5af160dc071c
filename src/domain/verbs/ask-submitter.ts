import { onTask } from "./act-rule.ts";
import { actWordsNeeded } from "./act-words.ts";
import { answer, ask, whyNotAnswer, whyNotAsk } from "../approval/question.ts";
import type { Approval } from "../approval/instance.ts";
import { withApproval, type CaseFile } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import { personOf, type Organisation } from "../people/organisation.ts";
import { andThen } from "../outcome.ts";
import { runsApproval } from "./withdraw-approval.ts";

/** Of whom an answer is asked: the submitter, or one of the managers where the submitter has left. */
export function askedPerson(
  { connectionCase: { gridManager, worksManager } }: CaseFile,
  { submittedBy }: Approval,
  organisation: Organisation,
): StaffId {
  const isThere = (userid: StaffId) => personOf(organisation, userid) !== undefined;
  return [submittedBy, gridManager, worksManager].find(isThere) ?? submittedBy;
}

/** 请补充: the holder of a task asks in writing, without giving anything back. */
export const ASK = onTask({
  whyNot: ({ approval, task }, { by }) => whyNotAsk(approval, { task, by }),
  act: ({ file, approval, task }, { by, text }, { bureau, at }) =>
    andThen(actWordsNeeded(text), (words) => {
      const to = askedPerson(file, approval, bureau.organisation);
      const asked = ask(approval, { task, to, deed: { by, text: words, at } });
      return andThen(asked, (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    }),
});

/** 答复: whoever runs the approval answers. */
export const ANSWER = onTask({
  whyNot: (subject, { by }) =>
    runsApproval(subject, by)
      ? whyNotAnswer(subject.approval, { task: subject.task, by })
      : { code: "not-submitter" },
  act: ({ file, approval, task }, { by, text }, { at }) =>
    andThen(actWordsNeeded(text), (words) =>
      andThen(answer(approval, { task, deed: { by, text: words, at } }), (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      })),
    ),
});
