import { lastActOn } from "../domain/approval/act.ts";
import { askedNow, openQuestionOf, questionsOf } from "../domain/approval/question.ts";
import type { CaseEvent } from "../domain/outcome.ts";
import { factLines, officeText, shortName, subjectOf } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { textNotice, noticesAboutTask, type Notice, type NoticeContext } from "./notice.ts";

/** Whoever is asked reads the question; the page has the form for the answer. */
export function questionAsked(
  event: Extract<CaseEvent, { kind: "question-asked" }>,
  context: NoticeContext,
): Notice[] {
  return noticesAboutTask(context, event.taskId, ({ approval, task }) => {
    const asked = openQuestionOf(approval, task)?.asked;
    if (asked?.to === undefined) return [];
    const body = [
      `【请补充】${subjectOf(context.file, approval, task.round)}：${shortName(asked.name)} 请您补充说明`,
      ...factLines(context.file, approval),
      `提问人：${shortName(asked.name)}（${officeText(approval, task)}）`,
      `问题：${plain(asked.text)}`,
      "下一步：请打开方案页面书面答复。审批照常进行，时限不变，方案没有退回。",
    ];
    return [textNotice(asked.to, body, context)];
  });
}

/** Whoever asked reads the answer, and whoever has taken their place since. */
export function questionAnswered(
  event: Extract<CaseEvent, { kind: "question-answered" }>,
  context: NoticeContext,
): Notice[] {
  return noticesAboutTask(context, event.taskId, ({ approval, task }) => {
    const answer = lastActOn(approval, { kind: "answer", taskId: task.id });
    const asked = questionsOf(approval).find((one) => one.answer === answer)?.asked;
    if (answer === undefined || asked === undefined) return [];
    const body = [
      `${subjectOf(context.file, approval, task.round)}：${shortName(answer.name)} 已答复`,
      ...factLines(context.file, approval),
      `问题：${plain(asked.text)}`,
      `答复：${plain(answer.text)}`,
      "下一步：请在审批卡片或网页上办理。",
    ];
    const readers = new Set([asked.by, askedNow(approval, task).holder]);
    return [...readers].map((reader) => textNotice(reader, body, context));
  });
}
