import type { Deed } from "../approval/act.ts";
import type { EngineFacts } from "../approval/engine-facts.ts";
import type { Approval, Task } from "../approval/instance.ts";
import { withApproval } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import { andThen, refuse, type Outcome, type Refusal } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";
import type { Surroundings } from "../surroundings.ts";
import { onTask, type ActRule, type Subject } from "./act-rule.ts";

/** One way in which what counted for a task is made to count no more. */
interface Uncounting {
  whyNot: (
    subject: Subject & { task: Task },
    asked: { by: StaffId; facts: EngineFacts },
    around: Surroundings,
  ) => Refusal | undefined;
  /** What has to be said with it. */
  wordsOf: (typed: string) => Outcome<string>;
  uncount: (
    approval: Approval,
    what: { task: Task; deed: Deed },
    facts: EngineFacts,
  ) => Outcome<Approval>;
}

/** The act of it: the engine goes on from what is left. */
export function uncounting({ whyNot, wordsOf, uncount }: Uncounting): ActRule {
  return onTask({
    whyNot: (subject, { by }, around) => {
      const situation = situationOf(subject, around);
      if (situation === undefined) return { code: "plan-missing" };
      return whyNot(subject, { by, facts: engineFacts(situation) }, around);
    },
    act: (subject, { by, text }, around) => {
      const { file, approval, task } = subject;
      const situation = situationOf(subject, around);
      if (situation === undefined) return refuse({ code: "plan-missing" });
      return andThen(wordsOf(text), (words) => {
        const deed = { by, text: words, at: around.at };
        const left = uncount(approval, { task, deed }, engineFacts(situation));
        return andThen(left, (next, events) => ({
          ok: true,
          next: withApproval(file, next),
          events,
        }));
      });
    },
  });
}
