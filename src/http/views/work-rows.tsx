import { reasonNow } from "../../domain/approval/added-tasks.ts";
import { takeBackOf } from "../../domain/approval/act.ts";
import type { ComponentChildren, JSX } from "preact";
import {
  decisionOfTask,
  nodeOfTask,
  pendingTasks,
  type Approval,
  type Task,
} from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import type { TaskList } from "../../domain/work-list.ts";
import {
  decisionThatClosed,
  documentOfRound,
  holderName,
  verbText,
} from "../../messages/approval-words.ts";
import { documentLine, versionText } from "../../messages/document-words.ts";
import { dueText, momentText } from "../../messages/moments.ts";
import { APPROVAL_MARK, CANCEL_WORDS, VERB_MARK } from "./case-words.ts";
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
export function TaskRow({ list, ...row }: TaskRowProps & { list: TaskList }): JSX.Element {
  const Facts = OF_LIST[list];
  return (
    <Row {...row} round={row.task.round}>
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
      <Pill mark={APPROVAL_MARK[approval.status]} />
      <span>{momentText(approval.startedAt, context.now)} 发起</span>
      {first === undefined ? null : (
        <span>
          待 {names.join("、")}，<TimeLeft dueAt={first.dueAt} context={context} />
        </span>
      )}
    </Row>
  );
}

interface RowProps extends Omit<TaskRowProps, "task"> {
  round: number;
  children: ComponentChildren;
}

function Row({ file, approval, round, children }: RowProps): JSX.Element {
  const { caseNo, customerName } = file.connectionCase;
  const document = documentOfRound(file, approval, round);
  return (
    <li>
      <a class="panel work-row" href={`/cases/${caseNo}`}>
        <span class="work-title">{customerName}</span>
        <span class="work-subject">
          <span>{caseNo}</span>
          {document === undefined ? null : (
            <span>
              {versionText(document.kind, document.version)} {documentLine(document)}
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
  return (
    <>
      {decision === undefined ? null : (
        <>
          <Pill mark={VERB_MARK[decision.verb]} />
          <span>{momentText(decision.committedAt, context.now)}</span>
          {takeBackOf(approval, task.id) === undefined ? null : <span>已拿回</span>}
          <span>{decision.opinion.text}</span>
        </>
      )}
      <span>现为：{APPROVAL_MARK[approval.status].text}</span>
    </>
  );
}

/** Who or what made the task needless. */
function ClosedFacts({ approval, task, context }: TaskRowProps): JSX.Element {
  const decision = decisionThatClosed(approval, task);
  const reason = reasonNow(approval, task);
  return (
    <>
      <span>{reason === undefined ? "已结束" : CANCEL_WORDS[reason]}</span>
      {decision === undefined ? null : (
        <span>
          {decision.name} 于 {momentText(decision.committedAt, context.now)}{" "}
          {verbText(decision.verb)}
        </span>
      )}
    </>
  );
}
