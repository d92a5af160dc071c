import type { JSX } from "preact";
import type { Act } from "../../domain/approval/act.ts";
import { receiverOf } from "../../domain/approval/handover.ts";
import type { Approval } from "../../domain/approval/instance.ts";
import { decisionOfTask } from "../../domain/approval/tasks.ts";
import type { TaskId } from "../../domain/ids.ts";
import { choiceOfCode } from "../../domain/approval/override.ts";
import { nameOf, verbText } from "../../messages/approval-words.ts";
import { signersText } from "../../messages/signers-words.ts";
import { momentText } from "../../messages/moments.ts";
import type { PageContext } from "./page-context.ts";

interface LinesProps {
  approval: Approval;
  acts: readonly Act[];
  context: PageContext;
}

/** What was done beside deciding, one line each: who, when, what, why. */
export function ActLines({ approval, acts, context }: LinesProps): JSX.Element {
  return (
    <>
      {acts.map((act) => (
        <p class="hint" key={`${act.kind} ${act.at.getTime()}`}>
          {`${act.name} 于 ${momentText(act.at, context.now)} ${WORDS[act.kind](act, approval, context)}`}
          {act.text === "" ? "" : `：${act.text}`}
        </p>
      ))}
    </>
  );
}

const WORDS: Readonly<
  Record<Act["kind"], (act: Act, of: Approval, context: PageContext) => string>
> = {
  object: () => "对自动同意提出异议",
  escalate: (act, ...of) => `因${late(act, ...of)}超时未办提级，由${calledIn(act, ...of)}共同审批`,
  "take-over": (act, ...of) => `因${late(act, ...of)}超时未办提级，改由${calledIn(act, ...of)}审批`,
  "add-signers": ({ signers }, _approval, { bureau }) =>
    signers === undefined ? "加签" : signersText(signers, bureau.organisation),
  "ask-opinion": ({ signers }, _approval, { bureau }) =>
    signers === undefined ? "委派" : signersText(signers, bureau.organisation),
  "remove-signer": ({ signers }, _approval, { bureau }) =>
    `减签：${signers === undefined ? "" : `原${signersText(signers, bureau.organisation)}`}`,
  withdraw: () => "撤回",
  revoke: () => "申请撤销",
  "reply-customer": () => "登记已答复客户",
  "tell-customer": () => "登记已告知客户方案撤销",
  urge: () => "催办",
  ask: ({ to }, _approval, { bureau }) =>
    to === undefined ? "请补充说明" : `请 ${nameOf(bureau.organisation, to)} 补充说明`,
  answer: () => "答复",
  copy: ({ to }, _approval, { bureau }) =>
    to === undefined ? "抄送" : `抄送 ${nameOf(bureau.organisation, to)}`,
  read: () => "已阅",
  comment: () => "评论",
  acknowledge: ({ until }, _approval, { now }) =>
    until === undefined ? "知悉" : `知悉，预计 ${momentText(until, now)} 前办理`,
  undo: () => "撤回这次决定",
  "take-back": ({ taskId }, approval) => {
    const decision = taskId && decisionOfTask(approval, taskId);
    return decision ? `拿回“${verbText(decision.verb)}”` : "拿回意见";
  },
  "withdraw-kept": () => "撤回沿用",
  lapse: () => "使前序意见不再计入，此项自动同意随之失效",
  rename: ({ choice }, { nodes }) => {
    const name = nodes.findLast(({ nodeId }) => nodeId === choice)?.name ?? choice;
    return `按流程新版本，本环节改为“${name}”`;
  },
  override: ({ choice }) => {
    const chosen = choiceOfCode(choice);
    return chosen === undefined
      ? "请求越权处理"
      : `请求越权处理：${verbText(chosen.verb)}（${chosen.category.text}）`;
  },
  "override-confirm": () => "确认越权处理",
  "override-refuse": () => "不同意越权处理",
  transfer: ({ taskId }, approval, { bureau }) => {
    const receiver = taskId && receiverOf(approval, taskId);
    return receiver ? `转办给 ${nameOf(bureau.organisation, receiver.holder)}` : "转办";
  },
};

/** Who let it lie. */
function late({ taskId }: Act, approval: Approval, context: PageContext): string {
  return holderOf(taskId, approval, context) ?? "原审批人";
}

/** Whom the clock has called in. */
function calledIn({ nextTaskId }: Act, approval: Approval, context: PageContext): string {
  return holderOf(nextTaskId, approval, context) ?? "上级";
}

function holderOf(
  id: TaskId | undefined,
  { tasks }: Approval,
  { bureau }: PageContext,
): string | undefined {
  const task = tasks.find((one) => one.id === id);
  return task && ` ${nameOf(bureau.organisation, task.holder)} `;
}
