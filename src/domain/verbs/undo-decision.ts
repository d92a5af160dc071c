import { onTask, type Subject } from "./act-rule.ts";
import { actWords } from "./act-words.ts";
import type { EngineFacts } from "../approval/engine-facts.ts";
import type { Approval, Decision, Task } from "../approval/instance.ts";
import { decisionOfTask, pendingTasks } from "../approval/tasks.ts";
import { followersOf } from "../approval/return-scope.ts";
import { takeBack, whyNotUncount } from "../approval/take-back.ts";
import { isOpenedBy, undoUntil } from "../approval/undo.ts";
import { cardsOfTask, withApproval, type CaseFile } from "../case-file.ts";
import type { TaskId } from "../ids.ts";
import { andThen, refuse, type NoUndo, type Refusal } from "../outcome.ts";
import { engineFacts, situationOf, type Situation } from "../situation.ts";

/** 撤回这次决定: whoever has agreed a moment ago undoes it before anybody else has heard of it. */
export const UNDO = onTask({
  whyNot: (subject, { by }, around) => {
    const { approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return { code: "plan-missing" };
    return (
      whyNotUncount(approval, { task, by }, engineFacts(situation)) ??
      whyTooLate(subject, situation)
    );
  },
  act: (subject, { by, text }, around) => {
    const { file, approval, task } = subject;
    const situation = situationOf(subject, around);
    if (situation === undefined) return refuse({ code: "plan-missing" });
    return andThen(actWords(text), (words) => {
      const deed = { by, text: words, at: around.at };
      const undone = takeBack(approval, { task, deed, kind: "undo" }, engineFacts(situation));
      return andThen(undone, (next, events) => ({
        ok: true,
        next: withApproval(file, next),
        events,
      }));
    });
  },
});

function whyTooLate(subject: Subject & { task: Task }, situation: Situation): Refusal | undefined {
  const { file, approval, task } = subject;
  const decision = decisionOfTask(approval, task.id);
  const until = decision && undoUntil(approval, decision);
  if (decision === undefined || until === undefined) return no("not-offered");
  if (situation.at >= until) return { ...no("over"), until };
  const inVain = askedInVain(approval, decision, engineFacts(situation));
  return inVain.some(({ id }) => hasHeard(file, id)) ? no("left") : undefined;
}

function no(why: NoUndo): Extract<Refusal, { code: "cannot-undo" }> {
  return { code: "cannot-undo", why };
}

/** Who is asked only because of a decision: in what followed, or as the next in turn. */
function askedInVain(
  approval: Approval,
  decision: Decision,
  { path }: Pick<EngineFacts, "path">,
): Task[] {
  const followers = followersOf(path, decision.nodeId);
  return pendingTasks(approval).filter(
    (task) => isOpenedBy(task, decision) || followers.has(task.nodeId),
  );
}

function hasHeard(file: CaseFile, id: TaskId): boolean {
  return cardsOfTask(file, id).some(({ sentAt }) => sentAt !== undefined);
}
