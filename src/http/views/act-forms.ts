import type { ActKind } from "../../domain/approval/act.ts";

/** How an act is offered on the page: a row each. */
export interface ActWords {
  label: string;
  /** What follows from it, said before it is done. */
  effect: string;
  /** What is to be written. */
  ask: string;
}

export const ACT_FORMS: Readonly<Record<ActKind, ActWords>> = {
  withdraw: {
    label: "撤回审批",
    effect: "本次审批结束，所有待办取消；重新提交后重新发起审批，已有意见不沿用。",
    ask: "撤回理由（已有人签署意见后必填）",
  },
};

/** The act of that name, when the page offers it. */
export function offeredAct(name: string): ActKind | undefined {
  return isAct(name) ? name : undefined;
}

function isAct(name: string): name is ActKind {
  return Object.hasOwn(ACT_FORMS, name);
}
