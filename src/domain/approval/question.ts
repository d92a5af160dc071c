import type { StaffId, TaskId } from "../ids.ts";
import { refuse, type CaseEvent, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, type Act, type Deed } from "./act.ts";
import { whyNotDecide, whyNotWaiting } from "./decide.ts";
import { pendingTasks, tasksOfSeat, tasksTogether, type Approval, type Task } from "./instance.ts";

/** What the holder of a task wants to know, and what they were told. */
export interface Question {
  taskId: TaskId;
  asked: Act;
  answer: Act | undefined;
}

/** Every question of an approval with its answer, in the order in which they were asked. */
export function questionsOf({ acts }: Pick<Approval, "acts">): Question[] {
  return acts.flatMap((asked, index) => {
    const { kind, taskId } = asked;
    if (kind !== "ask" || taskId === undefined) return [];
    const after = acts.slice(index + 1).filter((act) => act.taskId === taskId);
    // A task has one question open at a time, so the next answer is the answer to this one.
    return [{ taskId, asked, answer: after.find((act) => act.kind === "answer") }];
  });
}

/** The question that waits for its answer; it ends with its task, answered or not. */
export function openQuestionOf(approval: Approval, task: Task): Question | undefined {
  if (task.status !== "pending") return undefined;
  return questionsOf(approval).find(
    ({ taskId, answer }) => taskId === task.id && answer === undefined,
  );
}

/** Why this person may not ask about this task now; undefined when they may. */
export function whyNotAsk(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): Refusal | undefined {
  const refusal = whyNotDecide(approval, { task, verb: "approve", by: { userid: by } });
  if (refusal !== undefined) return refusal;
  const open = pendingTasks(approval)
    .filter((one) => sharesSeat(approval, task, one))
    .flatMap((one) => openQuestionOf(approval, one) ?? []);
  return open[0] && { code: "question-open", byName: open[0].asked.name, at: open[0].asked.at };
}

/** A seat asks one question at a time, whoever of its holders does; whoever has two seats asks for both. */
function sharesSeat(approval: Approval, task: Task, other: Task): boolean {
  return tasksTogether(approval, task).some((one) => tasksOfSeat(approval, one).includes(other));
}

/** 请补充: the holder asks; the task waits for them as before, and its clock runs on. */
export function ask(
  approval: Approval,
  { task, to, deed }: { task: Task; to: StaffId; deed: Deed },
): Outcome<Approval> {
  const refusal = whyNotAsk(approval, { task, by: deed.by.userid });
  if (refusal !== undefined) return refuse(refusal);
  const act = actOf(approval, deed, { kind: "ask", taskId: task.id, to });
  const events: CaseEvent[] = [{ kind: "question-asked", taskId: task.id }];
  return { ok: true, next: { ...approval, acts: [...approval.acts, act] }, events };
}

/** Why there is nothing to be answered about this task now; undefined when there is. */
export function whyNotAnswer(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): Refusal | undefined {
  const refusal = whyNotWaiting(approval, task);
  if (refusal !== undefined) return refusal;
  const question = openQuestionOf(approval, task);
  if (question === undefined) return { code: "no-question" };
  return question.asked.by === by ? { code: "your-own-question" } : undefined;
}

/** The answer to the open question of a task; nothing else changes. */
export function answer(
  approval: Approval,
  { task, deed }: { task: Task; deed: Deed },
): Outcome<Approval> {
  const refusal = whyNotAnswer(approval, { task, by: deed.by.userid });
  if (refusal !== undefined) return refuse(refusal);
  const act = actOf(approval, deed, { kind: "answer", taskId: task.id });
  const events: CaseEvent[] = [{ kind: "question-answered", taskId: task.id }];
  return { ok: true, next: { ...approval, acts: [...approval.acts, act] }, events };
}
