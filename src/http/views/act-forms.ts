import type { Subject } from "../../domain/verbs/act-rule.ts";
import type { ActKind } from "../../domain/approval/act.ts";
import type { FormName } from "../session/form-token.ts";
import type { Draft } from "../pages/draft.ts";

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
  /**
   * Beside what it stands: the task that asks its holder, whom they have added, what they have decided, what a rule has
   * decided for them, the approval, a question, what they were copied; or a section apart.
   */
  place: "task" | "signers" | "decision" | "rule" | "approval" | "question" | "copied" | "override";
  /** What follows from it, said before it is done. */
  effect: string;
  /** What is to be written; undefined where nothing is. */
  ask: string | undefined;
}

export const ACT_FORMS: Readonly<Record<ActKind, ActWords>> = {
  answer: {
    label: "答复",
    place: "question",
    effect: "您的答复会发给提问人，后续审批人也能看到；审批照常进行。",
    ask: "答复（必填）",
  },
  ask: {
    label: "请补充说明",
    place: "task",
    effect: "请提交人书面补充；不退回，此项仍等您审批，时限不变，未答复也可以办理。",
    ask: "问题（必填）",
  },
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
  "add-signers": {
    label: "加签",
    place: "task",
    effect:
      "前加签：先听其意见再请您决定；后加签：您即同意，待其签署后本环节才通过；并加签：与您一同审批。时限不变。",
    ask: "加签理由（必填；后加签时同时作为您的同意意见）",
  },
  "ask-opinion": {
    label: "委派提意见",
    place: "task",
    effect: "请所选的人提意见，意见回来后仍由您决定；等待期间可以收回。时限不变。",
    ask: "请其看什么（必填）",
  },
  "remove-signer": {
    label: "减签",
    place: "signers",
    effect: "所选的人不再办理；其尚未给出意见时才能减签。",
    ask: "说明（本人可不填，管理员必填）",
  },
  undo: {
    label: "撤回这次决定",
    place: "decision",
    effect: "这次决定不再计入，后续审批人不会收到通知；此项重新等您审批。",
    ask: undefined,
  },
  "take-back": {
    label: "拿回意见",
    place: "decision",
    effect: "原意见不再计入，后续待办取消，此项重新等您审批；每轮限一次。",
    ask: "拿回理由（必填）",
  },
  "withdraw-kept": {
    label: "撤回沿用",
    place: "decision",
    effect: "此前的同意不再沿用，此项重新等您审批；后续待办取消，待您审批后再继续。",
    ask: "撤回理由（必填）",
  },
  object: {
    label: "我有异议",
    place: "rule",
    effect: "自动同意不再计入，后续待办取消，此项改由您审批；每轮限一次。",
    ask: "异议理由（必填）",
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
  revoke: {
    label: "申请撤销",
    place: "approval",
    effect:
      "已通过的审批须经审批才能撤销：由原审批环节重新签署，同意后审批作废，须另行提交；有结果前原审批仍然有效。答复客户后不能撤销。",
    ask: "撤销理由（必填）",
  },
  "reply-customer": {
    label: "登记已答复客户",
    place: "approval",
    effect: "客户已签收方案：“方案答复与签收”环节完成，后续环节开始；此后不能再撤销本次审批。",
    ask: "签收说明（可不填）",
  },
  "tell-customer": {
    label: "登记已告知客户",
    place: "approval",
    effect: "客户已知悉方案撤销；登记前，本次审批一直标明“客户待告知”。",
    ask: "告知说明（可不填）",
  },
  copy: {
    label: "抄送",
    place: "task",
    effect: "所选的人可以查看本工单，不参与审批；次日上午汇总告知。",
    ask: "留言（可不填）",
  },
  read: {
    label: "已阅",
    place: "copied",
    effect: "告诉大家您已看过；不表示同意。",
    ask: undefined,
  },
  comment: {
    label: "评论",
    place: "copied",
    effect: "写在工单页面上，所有能查看的人都能看到；不影响审批。",
    ask: "评论（必填）",
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

const GIVE_UP_REVOCATION: ActWords = {
  label: "撤回撤销申请",
  place: "approval",
  effect: "不再申请撤销，所有待办取消；原审批仍然有效。",
  ask: ACT_FORMS.withdraw.ask,
};

/** The words of a form: what is withdrawn with a revocation is not the document. */
export function wordsOfAct({ kind, subject }: Pick<ActForm, "kind" | "subject">): ActWords {
  const isOfRevocation = kind === "withdraw" && subject.approval.revokes !== undefined;
  return isOfRevocation ? GIVE_UP_REVOCATION : ACT_FORMS[kind];
}

/** The act of that name, when the page offers it. */
export function offeredAct(name: string): ActKind | undefined {
  return isAct(name) ? name : undefined;
}

function isAct(name: string): name is ActKind {
  return Object.hasOwn(ACT_FORMS, name);
}
