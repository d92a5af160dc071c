import type { Approval, Task } from "../domain/approval/instance.ts";
import { askingTasks } from "../domain/approval/tasks.ts";
import { approvalOfKind, type CaseFile } from "../domain/case-file.ts";
import { personOf } from "../domain/people/organisation.ts";
import type { TextCommand, UnclearReason } from "../domain/asking/text-command.ts";
import {
  approvalLineOf,
  caseAnswerOf,
  questionLineOf,
  taskLineOf,
  type CaseAnswer,
  type TaskLine,
} from "../messages/case-answer.ts";
import {
  decisionWordsReply,
  overdueReply,
  submissionsReply,
  todoReply,
} from "../messages/list-replies.ts";
import { helpReply, strangerReply, unclearReply } from "../messages/plain-replies.ts";
import { hasLeft } from "../store/departures.ts";
import { casesOverdue, casesSubmittedBy } from "../store/look-ups.ts";
import { caseQueryText, casesNamed } from "./answer-case-query.ts";
import { contextOf, ownExamples, visible, type Asking } from "./asking.ts";
import type { Deps } from "./deps.ts";
import type { Answered, Question } from "./inputs.ts";
import { listWork } from "./list-work.ts";
import { searchAmong } from "./look-up.ts";
import { replyOnce } from "./reply.ts";

/** Most cases looked at for one answer. */
const MOST_CASES = 50;

/** Answers what a person asks the bot, with what that person may see and nothing else. */
export function answerQuestion(deps: Deps, question: Question): Promise<Answered> {
  const { from: asker, command } = question;
  return replyOnce(deps, { act: question, kind: "question" }, async (at) => ({
    content: await answerText({ deps, asker, at }, command),
    answered: { result: "done", code: command.kind },
  }));
}

async function answerText(asking: Asking, command: TextCommand): Promise<string> {
  const { deps, asker, at } = asking;
  const isMember = personOf(deps.bureau.organisation, asker) !== undefined;
  if (!isMember || (await hasLeft(deps.db, asker))) return strangerReply(at);
  switch (command.kind) {
    case "case-query":
      return caseQueryText(asking, command.text);
    case "my-todo":
      return todoReply(await todoOf(asking), contextOf(asking));
    case "my-submissions":
      return submissionsText(asking);
    case "overdue":
      return overdueText(asking);
    case "decision-words":
      return decisionWordsText(asking, command);
    case "help":
      return helpReply(await ownExamples(asking), at);
    case "empty":
      return unclearText(asking, "no-words");
    case "unclear":
      return unclearText(asking, command.reason);
  }
}

async function unclearText(asking: Asking, reason: UnclearReason): Promise<string> {
  return unclearReply(reason, { now: asking.at, examples: await ownExamples(asking) });
}

/** The beginning of the list that the page shows, with the same count. */
async function todoOf({ deps, asker }: Asking) {
  const first = { viewer: asker, list: "todo", after: undefined } as const;
  const { entries, waiting, questions } = await listWork(deps, first);
  const { organisation } = deps.bureau;
  const lines = entries.map(({ file, approval, task }) =>
    taskLineOf(file, { approval, task }, organisation),
  );
  const asked = questions.flatMap(({ file, ...of }) => questionLineOf(file, of) ?? []);
  return { lines, total: waiting, questions: asked };
}

async function submissionsText(asking: Asking): Promise<string> {
  const { deps, asker } = asking;
  const files = await visible(asking, await casesSubmittedBy(deps.db, asker, MOST_CASES));
  const lines = files.flatMap((file) =>
    file.approvals
      .filter(({ submittedBy, status }) => submittedBy === asker && status !== "approved")
      .filter((approval) => isAsked(file, approval))
      .map((approval) => approvalLineOf(file, approval, deps.bureau.organisation)),
  );
  return submissionsReply({ lines, total: lines.length }, contextOf(asking));
}

/** What counts of its kind, or what is to decide about its revocation. */
function isAsked(file: CaseFile, approval: Approval): boolean {
  if (approval.revokes !== undefined) return approval.status === "running";
  return approvalOfKind(file, approval.kind) === approval;
}

async function overdueText(asking: Asking): Promise<string> {
  const { deps, asker, at } = asking;
  const among = searchAmong(deps.bureau.organisation, asker);
  const ids = await casesOverdue(deps.db, { now: at, among, limit: MOST_CASES });
  const files = await visible(asking, ids);
  const lines = tasksOf(asking, files, (task) => task.dueAt < at);
  return overdueReply({ lines, total: lines.length }, contextOf(asking));
}

async function decisionWordsText(
  asking: Asking,
  { word, text }: { word: string; text: string },
): Promise<string> {
  const files = text === "" ? [] : await casesNamed(asking, text);
  const only = files.length === 1 ? files[0] : undefined;
  const about: CaseAnswer | undefined =
    only === undefined ? undefined : caseAnswerOf(only, asking.deps.bureau.organisation);
  return decisionWordsReply({ word, about, todo: await todoOf(asking) }, contextOf(asking));
}

/** Pending tasks that fit, the most urgent first. */
function tasksOf(
  { deps }: Asking,
  files: readonly CaseFile[],
  fits: (task: Task) => boolean,
): TaskLine[] {
  const { organisation } = deps.bureau;
  return files
    .flatMap((file) =>
      file.approvals.flatMap((approval) =>
        askingTasks(approval)
          .filter(fits)
          .map((task) => taskLineOf(file, { approval, task }, organisation)),
      ),
    )
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}
