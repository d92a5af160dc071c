import type { StaffId, TaskId } from "../ids.ts";
import { refuse, type CaseEvent, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, type Act, type Deed } from "./act.ts";
import { whyNotDecide, whyNotWaiting } from "./why-not-decide.ts";
import type { Approval, Task } from "./instance.ts";
import { pendingTasks, tasksOfSeat, tasksTogether, waitOfSeat } from "./tasks.ts";

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

/**
 * The question that waits for its answer. It goes along when the task is handed on, and ends with the wait of its seat,
 * answered or not.
 */
export function openQuestionOf(approval: Approval, task: Task): Question | undefined {
  if (task.status !== "pending") return undefined;
  const wait = new Set(waitOfSeat(approval, task).map(({ id }) => id));
  return questionsOf(approval).find(
    ({ taskId, answer }) => wait.has(taskId) && answer === undefined,
  );
}

/** Whoever is asked for the seat of a task now: it may have been handed on since it was read. */
export function askedNow(approval: Approval, task: Task): Task {
  return tasksOfSeat(approval, task).find(({ status }) => status === "pending") ?? task;
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
  about: { task: Task; by: StaffId },
): Refusal | undefined {
  const found = questionToAnswer(approval, about);
  return found.ok ? undefined : found.refusal;
}

function questionToAnswer(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): Outcome<Question> {
  const now = askedNow(approval, task);
  const refusal = whyNotWaiting(approval, now);
  if (refusal !== undefined) return refuse(refusal);
  const question = openQuestionOf(approval, now);
  if (question === undefined) return refuse({ code: "no-question" });
  if (question.asked.by === by) return refuse({ code: "your-own-question" });
  return { ok: true, next: question, events: [] };
}

/** The answer to the open question of a task; nothing else changes. */
export function answer(
  approval: Approval,
  { task, deed }: { task: Task; deed: Deed },
): Outcome<Approval> {
  const found = questionToAnswer(approval, { task, by: deed.by.userid });
  if (!found.ok) return found;
  const { taskId } = found.next;
  const act = actOf(approval, deed, { kind: "answer", taskId });
  const events: CaseEvent[] = [{ kind: "question-answered", taskId }];
  return { ok: true, next: { ...approval, acts: [...approval.acts, act] }, events };
}
