import type { EngineFacts } from "../approval/engine-facts.ts";
import type { Approval, Decision, Task } from "../approval/instance.ts";
import { followersOf } from "../approval/return-scope.ts";
import { takeBack, whyNotUncount } from "../approval/take-back.ts";
import { decisionOfTask, pendingTasks } from "../approval/tasks.ts";
import { isOpenedBy, undoUntil } from "../approval/undo.ts";
import { cardsOfTask, type CaseFile } from "../case-file.ts";
import type { TaskId } from "../ids.ts";
import type { NoUndo, Refusal } from "../outcome.ts";
import type { Subject } from "./act-rule.ts";
import { actWords } from "./act-words.ts";
import { uncounting } from "./uncounting.ts";

/** 撤回这次决定: whoever has agreed a moment ago undoes it before anybody else has heard of it. */
export const UNDO = uncounting({
  whyNot: (subject, { by, facts }) => {
    const { approval, task } = subject;
    return whyNotUncount(approval, { task, by }, facts) ?? whyTooLate(subject, facts);
  },
  wordsOf: actWords,
  uncount: (approval, what, facts) => takeBack(approval, { ...what, kind: "undo" }, facts),
});

function whyTooLate(subject: Subject & { task: Task }, facts: EngineFacts): Refusal | undefined {
  const { file, approval, task } = subject;
  const decision = decisionOfTask(approval, task.id);
  const until = decision && undoUntil(approval, decision);
  if (decision === undefined || until === undefined) return no("not-offered");
  if (facts.at >= until) return { ...no("over"), until };
  const inVain = askedBecauseOf(approval, decision, facts);
  return inVain.some(({ id }) => hasHeard(file, id)) ? no("left") : undefined;
}

function no(why: NoUndo): Extract<Refusal, { code: "cannot-undo" }> {
  return { code: "cannot-undo", why };
}

/** Who is asked only because of a decision: in what followed, or as the next in turn. */
function askedBecauseOf(
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
