import type { JSX } from "preact";
import type { Approval, Decision, Task } from "../../domain/approval/instance.ts";
import { reasonNow } from "../../domain/approval/added-tasks.ts";
import { dueStartOf } from "../../domain/approval/due-start.ts";
import { openQuestionOf } from "../../domain/approval/question.ts";
import { deliveryOfTask } from "../../domain/card-life.ts";
import { approvalOf, type CaseFile } from "../../domain/case-file.ts";
import type { Flow } from "../../domain/approval/flow.ts";
import type { Limit } from "../../domain/time/due.ts";
import { workingMinutesBetween } from "../../domain/time/working-minutes.ts";
import { heldFrom } from "../../domain/people/vacancy.ts";
import {
  approvalStateText,
  holderName,
  nameOf,
  purposeVersionText,
  signerName,
} from "../../messages/approval-words.ts";
import { workMinText } from "../../messages/durations.ts";
import { modeText } from "../../messages/mode-words.ts";
import { dueText, momentText } from "../../messages/moments.ts";
import { wayBackText } from "../../messages/return-words.ts";
import {
  ANSWER_MARK,
  approvalMark,
  cancelText,
  CARD_MARK,
  channelText,
  KEPT_MARK,
  type Mark,
  nodeMark,
  openSeatMark,
  RULE_MARK,
  OVERRIDE_MARK,
  verbMark,
} from "./case-words.ts";
import { ActLines } from "./act-lines.tsx";
import { CopyList } from "./copies.tsx";
import { DueDetails } from "./due-details.tsx";
import { Pair, Pill } from "./layout.tsx";
import { NodeTime } from "./node-time.tsx";
import type { PageContext } from "./page-context.ts";
import { revokedText } from "./revoked-words.ts";
import { RuleDecision, SampleHint } from "./rule-decision.tsx";
import { TimeLeft } from "./time-left.tsx";
import { roundsOf, type NodeBlock, type RoundBlock, type SeatLine } from "./rounds.ts";

/** The case too: whether a card has arrived is a fact of it. */
interface TimelineContext extends PageContext {
  file: CaseFile;
}

interface TimelineProps {
  approval: Approval;
  context: TimelineContext;
}

/** One approval with all its rounds: who signed what, in which office, with which opinion, and how long it took. */
export function Timeline({ approval, context }: TimelineProps): JSX.Element {
  return (
    <div class="timeline">
      <p class="byline">
        <Pill mark={approvalMark(approval)} />
        <span>{flowName(approval, context)}</span>
        <span>{nameOf(context.bureau.organisation, approval.submittedBy)} 发起</span>
        <AfterFormer approval={approval} context={context} />
      </p>
      <Revoked approval={approval} context={context} />
      <ActLines
        approval={approval}
        acts={approval.acts.filter(({ taskId }) => taskId === undefined)}
        context={context}
      />
      <CopyList approval={approval} context={context} />
      {roundsOf(approval).map((round) => (
        <Round key={round.round} round={round} approval={approval} context={context} />
      ))}
    </div>
  );
}

/** What this approval was begun after; it stands below it. */
function AfterFormer({ approval, context }: TimelineProps): JSX.Element | null {
  const id = approval.previousApprovalId;
  const before = id === undefined ? undefined : approvalOf(context.file, id);
  if (before === undefined) return null;
  const end = approvalStateText(before);
  return (
    <span>
      前次审批（v{before.documentVersion}）{end}，重新发起
    </span>
  );
}

/** That it counts no more, or may soon; who wants that and why. */
function Revoked({ approval, context }: TimelineProps): JSX.Element | null {
  const words = revokedText(approval, context.file);
  return words === undefined ? null : <p class="refused">{words}</p>;
}

/** The flow that the approval began with, as far as it is still configured. */
function flowOf(approval: Approval, { bureau }: PageContext): Flow | undefined {
  return bureau.flows.find(
    (one) => one.id === approval.flowId && one.version === approval.flowVersion,
  );
}

function flowName(approval: Approval, context: PageContext): string {
  const flow = flowOf(approval, context);
  return `${flow?.name ?? approval.flowId}（流程第 ${approval.flowVersion} 版）`;
}

interface RoundProps {
  round: RoundBlock;
  approval: Approval;
  context: TimelineContext;
}

function Round({ round, approval, context }: RoundProps): JSX.Element {
  const flow = flowOf(approval, context);
  return (
    <section class="round">
      <h3>
        第 {round.round} 轮<small>{purposeVersionText(approval, round.documentVersion)}</small>
      </h3>
      <ol class="nodes">
        {round.nodes.map((block) => (
          <Node
            key={block.node.nodeId}
            block={block}
            approval={approval}
            limit={flow?.nodes.find(({ id }) => id === block.node.nodeId)?.limit}
            context={context}
          />
        ))}
      </ol>
    </section>
  );
}

interface NodeProps {
  block: NodeBlock;
  approval: Approval;
  limit: Limit | undefined;
  context: TimelineContext;
}

function Node({ block, approval, limit, context }: NodeProps): JSX.Element {
  const { node, lines } = block;
  // Whoever was added is told of at their own line; the rule is that of the flow.
  const isOfSeveral = lines.filter(({ seat }) => seat.added === undefined).length > 1;
  const startsAt = dueStartOf(approval, node);
  return (
    <li class={`node ${nodeMark(node).tone}`}>
      <h4>
        {node.name}
        <Pill mark={nodeMark(node)} />
      </h4>
      <p class="node-facts">
        {isOfSeveral ? <span>{modeText(node.mode)}</span> : null}
        <span>{momentText(node.openedAt, context.now)} 开始</span>
        {startsAt > node.openedAt ? (
          <span>{momentText(startsAt, context.now)} 重新计时</span>
        ) : null}
        <span>{dueText(node, context.now)} 到期</span>
        <NodeTime approval={approval} node={node} context={context} />
      </p>
      {node.sampleOf === undefined ? null : <SampleHint sample={node.sampleOf} context={context} />}
      {node.status === "open" ? (
        <DueDetails span={{ openedAt: startsAt, dueAt: node.dueAt, limit }} context={context} />
      ) : null}
      <ul class="seats">
        {lines.map((line) => (
          <SeatRow key={line.task?.id ?? line.seat.seatNo} line={line} context={context} />
        ))}
      </ul>
    </li>
  );
}

function seatMark({ approval, task, decision }: SeatLine): Mark {
  if (decision === undefined) return openSeatMark(approval, task);
  if (decision.byRule !== undefined) return RULE_MARK[decision.verb];
  return task?.keptFrom === undefined ? verbMark(approval, decision.verb) : KEPT_MARK;
}

function SeatRow({ line, context }: { line: SeatLine; context: TimelineContext }): JSX.Element {
  const { seat, task, decision } = line;
  const mark = seatMark(line);
  const { organisation } = context.bureau;
  const name =
    (decision && signerName(decision)) ??
    (task && holderName(organisation, line.approval, task)) ??
    nameOf(organisation, seat.holder);
  return (
    <li class="seat">
      <p class="who">
        <span class="name">{name}</span>
        <span class="office">{task?.label ?? seat.label}</span>
        <Pill mark={mark} />
        {decision?.override === undefined ? null : <Pill mark={OVERRIDE_MARK} />}
      </p>
      <ActLines approval={line.approval} acts={line.acts} context={context} />
      {decision === undefined ? (
        <Waiting approval={line.approval} task={task} context={context} />
      ) : null}
      {decision?.byRule === undefined ? null : (
        <RuleDecision decision={decision} mark={decision.byRule} now={context.now} />
      )}
      {decision !== undefined && decision.byRule === undefined && task !== undefined ? (
        <Signature decision={decision} task={task} approval={line.approval} context={context} />
      ) : null}
    </li>
  );
}

interface WaitingProps {
  approval: Approval;
  task: Task | undefined;
  context: TimelineContext;
}

/** A seat without a decision: how long it has, or why none is needed any more. */
function Waiting({ approval, task, context }: WaitingProps): JSX.Element | null {
  if (task === undefined) return null;
  const reason = reasonNow(approval, task);
  if (reason !== undefined) return <p class="hint">{cancelText(approval, reason)}</p>;
  const isAnswerAwaited = openQuestionOf(approval, task) !== undefined;
  return (
    <p class="node-facts">
      <span>{momentText(task.dueAt, context.now)} 到期</span>
      <TimeLeft dueAt={task.dueAt} context={context} />
      {isAnswerAwaited ? <Pill mark={ANSWER_MARK} /> : null}
      <CardOnTheWay task={task} context={context} />
    </p>
  );
}

/** Said only while the holder has no card in front of them. */
function CardOnTheWay({
  task,
  context,
}: {
  task: Task;
  context: TimelineContext;
}): JSX.Element | null {
  const delivery = deliveryOfTask(context.file, task.id);
  if (delivery === undefined || delivery === "delivered") return null;
  return <Pill mark={CARD_MARK[delivery]} />;
}

interface SignatureProps {
  decision: Decision;
  task: Task;
  approval: Approval;
  context: TimelineContext;
}

function Signature({ decision, task, approval, context }: SignatureProps): JSX.Element {
  const { committedAt, opinion, documentVersion } = decision;
  const { bureau, file } = context;
  const wayBack = wayBackText(approval, decision);
  const from = heldFrom({ file, approval }, task, committedAt);
  const used = workingMinutesBetween(bureau.calendar, from, committedAt);
  const isKept = task.keptFrom !== undefined;
  return (
    <dl class="pairs signature">
      <Pair term="意见">{opinion.text === "" ? "（未选择）" : opinion.text}</Pair>
      {wayBack === "" ? null : <Pair term="退回">{wayBack}</Pair>}
      <Pair term="时间">
        {momentText(committedAt, context.now)}
        {isKept ? "" : `，用时 ${workMinText(used)}（工作时间）`}
      </Pair>
      <Pair term="依据">
        v{documentVersion}，{channelText(decision)}
        {isKept ? "；此后未改动其审核的内容" : ""}
      </Pair>
    </dl>
  );
}
