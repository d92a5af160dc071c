import type { ApprovalLine, CaseAnswer, QuestionLine, TaskLine } from "./case-answer.ts";
import {
  caseLines,
  limitText,
  linkedNo,
  moreNote,
  numbered,
  replyText,
  statusText,
  waitingText,
  type ReplyContext,
} from "./case-reply.ts";
import { cardNote, caseUrl, linkText, tasksUrl } from "./approval-words.ts";
import { plain } from "./fit.ts";

/** Lines of a list with the number of all there are, which may be more. */
export interface Listed<Line> {
  lines: readonly Line[];
  total: number;
}

/** 待办: what waits for the asker, most urgent first as given; questions that they are to answer before all. */
export function todoReply(
  todo: Listed<TaskLine> & { questions?: readonly QuestionLine[] },
  context: ReplyContext,
): string {
  const { questions = [] } = todo;
  const asked = questionLines(questions, context);
  if (todo.total === 0) {
    const none = asked.length === 0 ? "您目前没有待办的审批。" : "您目前没有等您审批的事项。";
    return replyText([...asked, none], context);
  }
  const heading = `等您审批的有 ${todo.total} 件，请在审批卡片上办理，或点编号打开方案办理：`;
  return todoList([...asked, heading], todo, context);
}

function questionLines(questions: readonly QuestionLine[], context: ReplyContext): string[] {
  if (questions.length === 0) return [];
  const items = questions.map(
    (one) => `${headOf(one, context)}\n   ${one.byName} 请您补充：${plain(one.text)}`,
  );
  return [`等您答复的有 ${questions.length} 件，请点编号打开方案答复：`, ...numbered(items)];
}

/** 我提交的: how far the asker's own submissions have come. */
export function submissionsReply(mine: Listed<ApprovalLine>, context: ReplyContext): string {
  if (mine.total === 0) return replyText(["您目前没有提交过的在办审批。"], context);
  const items = mine.lines.map((approval) =>
    [
      headOf(approval, context),
      `   ${statusText(approval, context.now)}`,
      ...approval.waiting.map((task) => `   ${waitingText(task, context)}`),
    ].join("\n"),
  );
  return listReply(`您提交的审批有 ${mine.total} 件：`, items, { ...context, total: mine.total });
}

/** 超期: tasks past due that the asker may see, with whom they wait for. */
export function overdueReply(overdue: Listed<TaskLine>, context: ReplyContext): string {
  if (overdue.total === 0) return replyText(["目前没有您可查看的超期审批。"], context);
  const items = overdue.lines.map(
    (task) => `${headOf(task, context)}\n   ${waitingText(task, context)}`,
  );
  return listReply(`已超期的审批有 ${overdue.total} 件：`, items, {
    ...context,
    total: overdue.total,
  });
}

/** Text never decides: says so, and shows where the thing stands and where to decide it. */
export function decisionWordsReply(
  asked: { word: string; about: CaseAnswer | undefined; todo: Listed<TaskLine> },
  context: ReplyContext,
): string {
  const notice = `发送文字不能办理审批，您发的“${plain(asked.word)}”没有生效；请在审批卡片上点按钮，或打开方案办理。`;
  if (asked.about !== undefined) {
    const link = linkText(caseUrl(context.publicUrl, asked.about.caseNo), "查看方案");
    return replyText([notice, ...caseLines(asked.about, context)], {
      now: context.now,
      last: [link],
    });
  }
  if (asked.todo.total === 0) return replyText([notice, "您目前没有待办的审批。"], context);
  return todoList([notice, `等您审批的有 ${asked.todo.total} 件：`], asked.todo, context);
}

/** The beginning of the page's list of tasks, with the same number of all, and the way to it. */
function todoList(
  heading: readonly string[],
  { lines, total }: Listed<TaskLine>,
  context: ReplyContext,
): string {
  const items = numbered(lines.map((task) => todoItem(task, context)));
  const link = linkText(tasksUrl(context.publicUrl), "打开待办列表");
  const rest = total > items.length ? [`…… 共 ${total} 件，其余见列表。`] : [];
  return replyText([...heading, ...items], { now: context.now, last: [...rest, link] });
}

function listReply(
  heading: string,
  items: readonly string[],
  { now, total }: ReplyContext & { total: number },
): string {
  return replyText([heading, ...numbered(items)], { now, last: moreNote(items.length, total) });
}

function todoItem(task: TaskLine, context: ReplyContext): string {
  return `${headOf(task, context)}\n   ${limitText(task, context)}${cardNote(task.card)}`;
}

function headOf(
  line: Pick<TaskLine, "caseNo" | "version" | "customerName" | "documentLine">,
  context: ReplyContext,
): string {
  const facts = [line.version, plain(line.customerName), line.documentLine];
  return `${linkedNo(line, context)} ${facts.filter((part) => part !== "").join(" ")}`;
}
