import { isOfOlderVersion } from "../../domain/approval/why-not-decide.ts";
import type { JSX } from "preact";
import { openQuestionOf, questionsOf, type Question } from "../../domain/approval/question.ts";
import type { Approval } from "../../domain/approval/instance.ts";
import { pendingTasks } from "../../domain/approval/tasks.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { officeText, subjectOf } from "../../messages/approval-words.ts";
import { momentText } from "../../messages/moments.ts";
import { ActBody } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import type { PageContext } from "./page-context.ts";

interface AnswerProps {
  form: ActForm;
  file: CaseFile;
  context: PageContext;
}

/** A question that waits for the viewer's answer, and the form for it, unfolded. */
export function AnswerPanel({ form, file, context }: AnswerProps): JSX.Element | null {
  const { approval, task } = form.subject;
  const question = task && openQuestionOf(approval, task);
  if (task === undefined || question === undefined) return null;
  const { asked } = question;
  return (
    <section class="panel asked" id={`question-${task.id}`}>
      <h2>请您补充</h2>
      <p>
        {subjectOf(file, approval, task.round)}：{asked.name}（{officeText(approval, task)}）于{" "}
        {momentText(asked.at, context.now)} 问
      </p>
      <p class="quoted">{asked.text}</p>
      <ActBody form={form} context={context} />
    </section>
  );
}

interface QuestionsProps {
  approval: Approval;
  context: PageContext;
}

/** What was asked and answered about this version, for everybody who is still to decide. */
export function Questions({ approval, context }: QuestionsProps): JSX.Element | null {
  const open = pendingTasks(approval).map((task) => openQuestionOf(approval, task)?.asked);
  const questions = questionsOf(approval).filter(({ taskId }) => {
    const task = approval.tasks.find(({ id }) => id === taskId);
    return task !== undefined && !isOfOlderVersion(approval, task);
  });
  if (questions.length === 0) return null;
  return (
    <div class="since">
      <h3>补充说明</h3>
      {questions.map((question) => (
        <QuestionLines
          key={question.asked.at.getTime()}
          question={question}
          isOpen={open.includes(question.asked)}
          context={context}
        />
      ))}
    </div>
  );
}

function QuestionLines({
  question: { asked, answer },
  isOpen,
  context: { now },
}: {
  question: Question;
  /** Whether it can still be answered. */
  isOpen: boolean;
  context: PageContext;
}): JSX.Element {
  return (
    <div class="item">
      <p>
        <strong>问</strong>（{asked.name}，{momentText(asked.at, now)}）：{asked.text}
      </p>
      {answer === undefined ? (
        <p class="hint">{isOpen ? "尚未答复；不影响办理。" : "未答复；提问的事项已办结。"}</p>
      ) : (
        <p>
          <strong>答</strong>（{answer.name}，{momentText(answer.at, now)}）：{answer.text}
        </p>
      )}
    </div>
  );
}
