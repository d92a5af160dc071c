import type { JSX } from "preact";
import type { Act, ActKind } from "../../domain/approval/act.ts";
import { receiverOf } from "../../domain/approval/handover.ts";
import { decisionOfTask, type Approval } from "../../domain/approval/instance.ts";
import { choiceOfCode } from "../../domain/approval/override.ts";
import { nameOf, verbText } from "../../messages/approval-words.ts";
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

const WORDS: Readonly<Record<ActKind, (act: Act, of: Approval, context: PageContext) => string>> = {
  withdraw: () => "撤回",
  urge: () => "催办",
  acknowledge: ({ until }, _approval, { now }) =>
    until === undefined ? "知悉" : `知悉，预计 ${momentText(until, now)} 前办理`,
  "take-back": ({ taskId }, approval) => {
    const decision = taskId && decisionOfTask(approval, taskId);
    return decision ? `拿回“${verbText(decision.verb)}”` : "拿回意见";
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
