import { reasonNow } from "../../domain/approval/added-tasks.ts";
import { takeBackOf } from "../../domain/approval/act.ts";
import type { ComponentChildren, JSX } from "preact";
import type { Approval, Copy, Task } from "../../domain/approval/instance.ts";
import { decisionOfTask, nodeOfTask, pendingTasks } from "../../domain/approval/tasks.ts";
import { openQuestionOf } from "../../domain/approval/question.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import type { TaskList } from "../../domain/asking/work-list.ts";
import {
  decisionThatClosed,
  documentOfRound,
  holderName,
  nameOf,
  purposeVersionText,
  verbText,
} from "../../messages/approval-words.ts";
import { documentLine } from "../../messages/document-words.ts";
import { dueText, momentText } from "../../messages/moments.ts";
import { approvalMark, cancelText, type Mark, verbMark } from "./case-words.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { TimeLeft } from "./time-left.tsx";

interface TaskRowProps {
  file: CaseFile;
  approval: Approval;
  task: Task;
  context: PageContext;
}

/** What a row of each list tells besides the case. */
const OF_LIST: Readonly<Record<TaskList, (props: TaskRowProps) => JSX.Element>> = {
  todo: WaitingFacts,
  done: SignedFacts,
  closed: ClosedFacts,
};

/** One task in a list; the whole row opens the case. */
export function TaskRow({
  list,
  canBatch = false,
  ...row
}: TaskRowProps & { list: TaskList; canBatch?: boolean }): JSX.Element {
  const Facts = OF_LIST[list];
  return (
    <Row {...row} round={row.task.round} pick={canBatch ? row.task.id : undefined}>
      <Facts {...row} />
    </Row>
  );
}

/** One approval that the viewer has begun: its state and whom it waits for. */
export function SubmissionRow(row: Omit<TaskRowProps, "task">): JSX.Element {
  const { approval, context } = row;
  const waiting = pendingTasks(approval);
  const names = waiting.map((task) => holderName(context.bureau.organisation, approval, task));
  const [first] = waiting.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return (
    <Row {...row} round={approval.round}>
      <Pill mark={approvalMark(approval)} />
      <span>{momentText(approval.startedAt, context.now)} 发起</span>
      {first === undefined ? null : (
        <span>
          待 {names.join("、")}，<TimeLeft dueAt={first.dueAt} context={context} />
        </span>
      )}
    </Row>
  );
}

/** One approval that the viewer was copied. */
export function CopyRow(row: Omit<TaskRowProps, "task"> & { copy: Copy }): JSX.Element {
  const { approval, copy, context } = row;
  const { by, readAt } = copy;
  return (
    <Row {...row} round={approval.round}>
      <Pill mark={readAt === undefined ? { text: "未阅", tone: "busy" } : READ_MARK} />
      <span>{momentText(copy.at, context.now)} 抄送</span>
      {by === undefined ? null : <span>{nameOf(context.bureau.organisation, by)} 抄送给您</span>}
      <span>现为：{approvalMark(approval).text}</span>
    </Row>
  );
}

const READ_MARK: Mark = { text: "已阅", tone: "quiet" };

/** A question that waits for the viewer's answer. */
export function QuestionRow(row: TaskRowProps): JSX.Element {
  const { approval, task, context } = row;
  const asked = openQuestionOf(approval, task)?.asked;
  return (
    <Row {...row} round={task.round} to={`#question-${task.id}`}>
      <Pill mark={{ text: "请您补充", tone: "busy" }} />
      {asked === undefined ? null : (
        <span>
          {asked.name} 于 {momentText(asked.at, context.now)} 问：{asked.text}
        </span>
      )}
    </Row>
  );
}

interface RowProps extends Omit<TaskRowProps, "task"> {
  round: number;
  /** Part of the page to open it at. */
  to?: string;
  /** The task that can be chosen here. */
  pick?: string | undefined;
  children: ComponentChildren;
}

function Row({ file, approval, round, to = "", pick, children }: RowProps): JSX.Element {
  const { caseNo, customerName } = file.connectionCase;
  const document = documentOfRound(file, approval, round);
  return (
    <li class={pick === undefined ? undefined : "pickable"}>
      {pick === undefined ? null : (
        <label class="pick">
          <input type="checkbox" form="batch" name={`task.${pick}`} value="1" />
          <span class="aside">选择 {caseNo}</span>
        </label>
      )}
      <a class="panel work-row" href={`/cases/${caseNo}${to}`}>
        <span class="work-title">{customerName}</span>
        <span class="work-subject">
          <span>{caseNo}</span>
          {document === undefined ? null : (
            <span>
              {purposeVersionText(approval, document.version)} {documentLine(document)}
            </span>
          )}
        </span>
        <span class="node-facts">{children}</span>
      </a>
    </li>
  );
}

function WaitingFacts({ approval, task, context }: TaskRowProps): JSX.Element {
  const node = nodeOfTask(approval, task);
  const due = { dueAt: task.dueAt, dueProvisional: node?.dueProvisional ?? false };
  return (
    <>
      <TimeLeft dueAt={task.dueAt} context={context} />
      <span>{dueText(due, context.now)} 到期</span>
      <span>{node?.name}</span>
      {task.round > 1 ? <span>第 {task.round} 轮</span> : null}
    </>
  );
}

function SignedFacts({ approval, task, context }: TaskRowProps): JSX.Element {
  const decision = decisionOfTask(approval, task.id);
  const taken = takeBackOf(approval, task.id);
  return (
    <>
      {decision === undefined ? null : (
        <>
          <Pill mark={verbMark(approval, decision.verb)} />
          <span>{momentText(decision.committedAt, context.now)}</span>
          {taken === undefined ? null : <span>{taken.kind === "undo" ? "已撤回" : "已拿回"}</span>}
          <span>{decision.opinion.text}</span>
        </>
      )}
      <span>现为：{approvalMark(approval).text}</span>
    </>
  );
}

/** Who or what made the task needless. */
function ClosedFacts({ approval, task, context }: TaskRowProps): JSX.Element {
  const decision = decisionThatClosed(approval, task);
  const reason = reasonNow(approval, task);
  return (
    <>
      <span>{reason === undefined ? "已结束" : cancelText(approval, reason)}</span>
      {decision === undefined ? null : (
        <span>
          {decision.name} 于 {momentText(decision.committedAt, context.now)}{" "}
          {decision.byRule?.words ?? verbText(decision.verb)}
        </span>
      )}
    </>
  );
}
