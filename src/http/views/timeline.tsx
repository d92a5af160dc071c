import type { JSX } from "preact";
import type { Approval, ApprovalNode, Decision, Task } from "../../domain/approval/instance.ts";
import type { ApprovalKind } from "../../domain/outcome.ts";
import { workingMinutesBetween } from "../../domain/time/working-minutes.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { versionText } from "../../messages/document-words.ts";
import { workMinText } from "../../messages/durations.ts";
import { dueText, momentText } from "../../messages/moments.ts";
import {
  APPROVAL_MARK,
  CANCEL_WORDS,
  CHANNEL,
  NODE_MARK,
  NODE_MODE,
  openSeatMark,
  VERB_MARK,
} from "./case-words.ts";
import { Pair, Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { TimeLeft } from "./time-left.tsx";
import { roundsOf, type NodeBlock, type RoundBlock, type SeatLine } from "./rounds.ts";

interface TimelineProps {
  approval: Approval;
  context: PageContext;
}

/** One approval with all its rounds: who signed what, in which office, with which opinion, and how long it took. */
export function Timeline({ approval, context }: TimelineProps): JSX.Element {
  return (
    <div class="timeline">
      <p class="byline">
        <Pill mark={APPROVAL_MARK[approval.status]} />
        <span>{flowName(approval, context)}</span>
        <span>{nameOf(context.bureau.organisation, approval.submittedBy)} 发起</span>
      </p>
      {roundsOf(approval).map((round) => (
        <Round key={round.round} round={round} kind={approval.kind} context={context} />
      ))}
    </div>
  );
}

function flowName(approval: Approval, { bureau }: PageContext): string {
  const flow = bureau.flows.find(
    (one) => one.id === approval.flowId && one.version === approval.flowVersion,
  );
  return `${flow?.name ?? approval.flowId}（流程第 ${approval.flowVersion} 版）`;
}

interface RoundProps {
  round: RoundBlock;
  kind: ApprovalKind;
  context: PageContext;
}

function Round({ round, kind, context }: RoundProps): JSX.Element {
  return (
    <section class="round">
      <h3>
        第 {round.round} 轮<small>{versionText(kind, round.documentVersion)}</small>
      </h3>
      <ol class="nodes">
        {round.nodes.map((block) => (
          <Node key={block.node.nodeId} block={block} context={context} />
        ))}
      </ol>
    </section>
  );
}

function Node({ block, context }: { block: NodeBlock; context: PageContext }): JSX.Element {
  const { node, lines } = block;
  return (
    <li class={`node ${NODE_MARK[node.status].tone}`}>
      <h4>
        {node.name}
        <Pill mark={NODE_MARK[node.status]} />
      </h4>
      <p class="node-facts">
        {lines.length > 1 ? <span>{NODE_MODE[node.mode]}</span> : null}
        <span>{momentText(node.openedAt, context.now)} 开始</span>
        <span>{dueText(node, context.now)} 到期</span>
        <TimeUsed node={node} context={context} />
      </p>
      <ul class="seats">
        {lines.map((line) => (
          <SeatRow key={line.seat.seatNo} line={line} context={context} />
        ))}
      </ul>
    </li>
  );
}

/** Working time that a closed node took. */
function TimeUsed({
  node,
  context,
}: {
  node: ApprovalNode;
  context: PageContext;
}): JSX.Element | null {
  if (node.closedAt === undefined) return null;
  const { calendar } = context.bureau;
  const used = workMinText(workingMinutesBetween(calendar, node.openedAt, node.closedAt));
  const isLate = node.closedAt > node.dueAt;
  return (
    <span class={isLate ? "over" : ""}>{`用时 ${used}（工作时间）${isLate ? "，超期" : ""}`}</span>
  );
}

function SeatRow({ line, context }: { line: SeatLine; context: PageContext }): JSX.Element {
  const { seat, task, decision } = line;
  const mark = decision === undefined ? openSeatMark(task) : VERB_MARK[decision.verb];
  const name = decision?.name ?? nameOf(context.bureau.organisation, task?.holder ?? seat.holder);
  return (
    <li class="seat">
      <p class="who">
        <span class="name">{name}</span>
        <span class="office">{seat.label}</span>
        <Pill mark={mark} />
      </p>
      {decision === undefined ? <Waiting task={task} context={context} /> : null}
      {decision !== undefined && task !== undefined ? (
        <Signature decision={decision} task={task} context={context} />
      ) : null}
    </li>
  );
}

interface WaitingProps {
  task: Task | undefined;
  context: PageContext;
}

/** A seat without a decision: how long it has, or why none is needed any more. */
function Waiting({ task, context }: WaitingProps): JSX.Element | null {
  if (task === undefined) return null;
  if (task.cancelReason !== undefined) {
    return <p class="hint">{CANCEL_WORDS[task.cancelReason]}</p>;
  }
  return (
    <p class="node-facts">
      <span>{momentText(task.dueAt, context.now)} 到期</span>
      <TimeLeft dueAt={task.dueAt} context={context} />
    </p>
  );
}

interface SignatureProps {
  decision: Decision;
  task: Task;
  context: PageContext;
}

function Signature({ decision, task, context }: SignatureProps): JSX.Element {
  const { committedAt, opinion, documentVersion } = decision;
  const used = workingMinutesBetween(context.bureau.calendar, task.openedAt, committedAt);
  return (
    <dl class="pairs signature">
      <Pair term="意见">{opinion.text === "" ? "（未选择）" : opinion.text}</Pair>
      <Pair term="时间">
        {momentText(committedAt, context.now)}，用时 {workMinText(used)}（工作时间）
      </Pair>
      <Pair term="依据">
        v{documentVersion}，{CHANNEL[decision.channel]}
      </Pair>
    </dl>
  );
}
