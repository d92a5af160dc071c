import type { Subject } from "../../domain/act-rule.ts";
import type { ActKind } from "../../domain/approval/act.ts";
import type { FormName } from "../form-token.ts";
import type { Draft } from "../unsent.ts";

/** Something that the viewer may do beside deciding, and what it takes to do it here. */
export interface ActForm {
  kind: ActKind;
  subject: Subject;
  name: FormName;
  token: string;
  /** Address to send the form to. */
  action: string;
  /** What was written before and has not counted. */
  draft: Draft | undefined;
  /** Why it has not. */
  refused: string | undefined;
}

/** How an act is offered on the page: a row each. */
export interface ActWords {
  label: string;
  /** Beside what it stands: the task that asks its holder, what they have decided, the approval; or a section apart. */
  place: "task" | "decision" | "approval" | "override";
  /** What follows from it, said before it is done. */
  effect: string;
  /** What is to be written. */
  ask: string;
}

export const ACT_FORMS: Readonly<Record<ActKind, ActWords>> = {
  acknowledge: {
    label: "知悉，稍后办理",
    place: "task",
    effect: "告诉提交人预计何时办理；此前不再提醒您，时限不变。每项最多两次。",
    ask: "说明（可不填）",
  },
  transfer: {
    label: "转办",
    place: "task",
    effect: "改由所选的人审批此项，时限不变；转办后您不再办理。",
    ask: "转办理由（必填）",
  },
  "take-back": {
    label: "拿回意见",
    place: "decision",
    effect: "原意见不再计入，后续待办取消，此项重新等您审批；每轮限一次。",
    ask: "拿回理由（必填）",
  },
  urge: {
    label: "催办",
    place: "approval",
    effect: "提醒审批人尽快办理；每项 4 个工作小时内限一次。",
    ask: "留言（可不填）",
  },
  withdraw: {
    label: "撤回审批",
    place: "approval",
    effect: "本次审批结束，所有待办取消；重新提交后重新发起审批，已有意见不沿用。",
    ask: "撤回理由（已有人签署意见后必填）",
  },
  override: {
    label: "请求越权处理",
    place: "override",
    effect:
      "代缺席的审批人处理此项。须另一名管理员确认后才生效；审批人和双经理会收到通知，工单、审批单和月报均注明“越权处理”。",
    ask: "理由（必填）",
  },
  "override-confirm": {
    label: "确认越权处理",
    place: "override",
    effect: "确认后立即生效，不能拿回。请先核对是否确属缺席、意见是否妥当。",
    ask: "说明（可不填）",
  },
  "override-refuse": {
    label: "不同意，或撤销请求",
    place: "override",
    effect: "请求作废，此项仍等原审批人办理；请求人会收到通知。",
    ask: "理由（必填）",
  },
};

/** The act of that name, when the page offers it. */
export function offeredAct(name: string): ActKind | undefined {
  return isAct(name) ? name : undefined;
}

function isAct(name: string): name is ActKind {
  return Object.hasOwn(ACT_FORMS, name);
}
