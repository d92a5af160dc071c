import type { JSX } from "preact";
import type { Act, ActKind } from "../../domain/approval/act.ts";
import { receiverOf } from "../../domain/approval/handover.ts";
import { decisionOfTask, type Approval } from "../../domain/approval/instance.ts";
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

const WORDS: Readonly<Record<ActKind, (act: Act, of: Approval, context: PageContext) => string>> = {
  "add-signers": ({ signers }, _approval, { bureau }) =>
    signers === undefined ? "加签" : signersText(signers, bureau.organisation),
  "ask-opinion": ({ signers }, _approval, { bureau }) =>
    signers === undefined ? "委派" : signersText(signers, bureau.organisation),
  "remove-signer": ({ signers }, _approval, { bureau }) =>
    `减签：${signers === undefined ? "" : `原${signersText(signers, bureau.organisation)}`}`,
  withdraw: () => "撤回",
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
  "take-back": ({ taskId }, approval) => {
    const decision = taskId && decisionOfTask(approval, taskId);
    return decision ? `拿回“${verbText(decision.verb)}”` : "拿回意见";
  },
  transfer: ({ taskId }, approval, { bureau }) => {
    const receiver = taskId && receiverOf(approval, taskId);
    return receiver ? `转办给 ${nameOf(bureau.organisation, receiver.holder)}` : "转办";
  },
};
