import { onTask, type ActRule } from "./act-rule.ts";
import { actWords, actWordsNeeded } from "./act-words.ts";
import { comment, copy, copyOf, markRead, whyNotCopy, whyNotMarkRead } from "../approval/copy.ts";
import { withApproval, type CaseFile } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import { personOf } from "../people/organisation.ts";
import { andThen, refuse } from "../outcome.ts";

/** 抄送 by the holder of a task, to one person of the organisation. */
export const COPY = onTask({
  whyNot: ({ approval, task }, { by }) => whyNotCopy(approval, { task, by }),
  act: ({ file, approval, task }, { by, text, choice }, { bureau, at }) => {
    const to = choice === undefined ? undefined : personOf(bureau.organisation, choice);
    if (to === undefined) return refuse({ code: "cannot-copy", why: "nobody" });
    return andThen(actWords(text), (words) => {
      const copied = copy(approval, { task, to: to.userid, deed: { by, text: words, at } });
      return andThen(copied, (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    });
  },
});

/** 已阅: a copied person has taken note. */
export const READ: ActRule = {
  whyNot: ({ approval }, { by }) => whyNotMarkRead(approval, by),
  act: ({ file, approval }, { by }, { at }) =>
    andThen(markRead(approval, { by: by.userid, at }), (next, events) => ({
      ok: true,
      next: withApproval(file, next),
      events,
    })),
};

/** 评论 of a copied person. */
export const COMMENT: ActRule = {
  whyNot: ({ approval }, { by }) =>
    copyOf(approval, by) === undefined ? { code: "not-copied" } : undefined,
  act: ({ file, approval }, { by, text }, { at }) =>
    andThen(actWordsNeeded(text), (words) =>
      andThen(comment(approval, { by, text: words, at }), (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      })),
    ),
};

/** 全部已阅: everything of a case that somebody was copied and has not read. */
export function readAll(file: CaseFile, by: StaffId, at: Date): CaseFile {
  return file.approvals.reduce((sum, approval) => {
    const read = markRead(approval, { by, at });
    return read.ok ? withApproval(sum, read.next) : sum;
  }, file);
}
