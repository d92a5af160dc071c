import { MAX_PROMISES } from "../domain/approval/acknowledge.ts";
import { MAX_ADDED } from "../domain/approval/add-signers.ts";
import { MAX_HANDOVERS } from "../domain/approval/transfer.ts";
import type {
  NoAdding,
  NoCopy,
  NoMigration,
  NoOverride,
  NoPromise,
  NoRemoving,
  NoRevoke,
  NoTakeBack,
  NoTransfer,
  NoUndo,
  NoWithdrawKept,
} from "../domain/outcome.ts";
import { shortName } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { secondText, shortMomentText } from "./moments.ts";
import type { RefusalWords } from "./refusal-words.ts";

const NO_TRANSFER: Record<NoTransfer, string> = {
  "too-often": `此项已转办 ${MAX_HANDOVERS} 次，不能再转办；请直接办理。`,
  nobody: "请从列表中选择转办给谁；只能转办给本系统人员名单中的人。",
  "to-submitter": "不能转办给方案提交人；请另选一人。",
  seated: "对方已是本环节的审批人；请另选一人。",
  "had-it": "此项是由对方转办出来的，不能再转回；请另选一人。",
  waiting:
    "此项正在等待您所请人员的意见，暂不能转办；可先减签，再用“加签”中的“并加签”，同时选择转办给谁，一次办理。",
};

const NO_ADDING: Record<NoAdding, string> = {
  nobody: "请从列表中选择人员；只能选择本系统人员名单中的人。",
  "too-many": `每个席位最多加签 ${MAX_ADDED} 人（含委派）。`,
  "too-deep": "您是由加签人员再加签的，不能再往下加签；请直接办理。",
  "called-in": "您是超时提级后共同审批的，不能先请他人提意见；请直接审批，或用“后加签”“并加签”。",
  "opinion-only": "您是受委派提意见的，不能再加签或委派；请直接给出意见。",
  "one-only": "委派只能选择一人。",
  "to-submitter": "不能加签方案提交人；请另选。",
  seated: "所选人员中有人已在本环节；请另选。",
  how: "请选择加签方式（前加签、后加签、并加签）和办理方式（会签、或签、依次）。",
  "transfer-beside-only": "加签同时转办，只能用“并加签”；请改选，或不选转办给谁。",
};

const NO_REMOVING: Record<NoRemoving, string> = {
  "not-adder": "只有加签人本人或管理员可以减签。",
  nobody: "没有可以减签的人员。",
  heard: "所选人员（或其加签的人员）已给出意见，不能减签。",
};

const NO_TAKE_BACK: Record<NoTakeBack, string> = {
  "not-decided": "此项尚未签署意见，无需拿回。",
  "not-approved": "只能拿回“同意”的意见。",
  returned: "本轮已退回，不能拿回；新版本提交后会重新请您审批。",
  "sent-back": "此项所在环节已被退回，原意见不再单独拿回；需要您审批时会另发新卡。",
  "signed-after": "在您之后已有人签署意见，不能拿回；如需更改，请联系后续审批人退回或提交人撤回。",
  twice: "本轮已重新审批过一次，不能再拿回或提出异议。",
  migrated: "审批流程已更新，此前的意见已按新流程沿用，不能拿回。",
  override: "越权处理的意见不能拿回；如需更改，请由后续审批人退回，或由提交人撤回。",
  "objection-late":
    "本环节已结束，且自动办理已超过 1 个工作日，不能再提出异议；如需更改，请联系后续审批人退回或提交人撤回。",
  "undo-first": "后续审批人还没有收到通知，请用“撤回这次决定”，无需拿回。",
  "too-late": "签署已超过 24 个工作小时，不能拿回；如需更改，请联系后续审批人退回或提交人撤回。",
};

const NO_MIGRATION: Record<NoMigration, (node: string) => string> = {
  "other-version": () => "审批已不在迁移的起始版本上",
  ended: () => "审批已结束",
  voted: (node) => `“${node}”正在会签，已有人签署意见或加签`,
  "no-counterpart": (node) => `新版本没有与“${node}”对应的环节`,
  "changed-since": () => "试算之后状态已变化，请重新试算",
  revocation: () => "撤销审批按原流程版本办完，不迁移",
};

const NO_OVERRIDE: Record<NoOverride, string> = {
  submitter: "方案由您提交，您不能参与越权处理；请由其他管理员办理。",
  seated: "您在本环节已有席位或已签署意见，不能参与越权处理；请由其他管理员办理。",
  asked: "已有管理员请求越权处理此项，正等另一名管理员确认。",
  "not-asked": "没有待确认的越权处理请求；可能已被撤销或不同意。",
  void: "请求人已离岗、不再是管理员，或在本环节已有席位，该越权处理请求已失效；如仍需要，请重新请求。",
  "same-person": "越权处理须由另一名管理员确认，请求人不能自己确认。",
  "no-second":
    "没有可以确认的另一名管理员，不能越权处理；请先在人员名单中增加一名管理员（admin）。",
  "no-choice": "请选择代为同意还是退回，以及原因类别。",
  "no-request": "请先在“确认的内容”中选择所要确认的请求，再提交。",
  revocation: "撤销审批不能越权处理；请由审批人转办或办理休假代理，或由申请人撤回撤销申请。",
};

const NO_WITHDRAW_KEPT: Record<NoWithdrawKept, string> = {
  "not-kept": "此项没有沿用的意见，无需撤回。",
  returned: "本轮已退回，不能撤回沿用；新版本提交后会重新判断是否沿用。",
  "enough-without":
    "不计您沿用的意见，本环节也已达到通过条件，撤回后不会再请您审批；如有异议，请联系后续审批人退回。",
  "sent-back": "此项所在环节已被退回；轮到时会重新判断是否沿用。",
  "signed-after":
    "在您之后已有人签署意见，不能撤回沿用；如需更改，请联系后续审批人退回或提交人撤回。",
};

const NO_PROMISE: Record<NoPromise, string> = {
  "too-often": `此项已答复过 ${MAX_PROMISES} 次预计时间，不能再改；请尽快办理。`,
  "no-time-left": "此项即将或已经到期，不能再预计时间；请尽快办理。",
  "not-offered": "请选择预计办理的时间；不能晚于到期时间。",
};

const NO_REVOKE: Record<NoRevoke, string> = {
  "not-approved": "审批尚未通过，不能撤销；审批中的可以撤回。",
  revocation: "这是一次撤销审批，不能再撤销；如需恢复，请重新提交并发起审批。",
  "customer-told": "已答复客户或后续环节已开始，不能撤销；如需变更，请按方案变更办理。",
};

const NO_COPY: Record<NoCopy, string> = {
  nobody: "请从列表中选择抄送给谁；只能抄送给本系统人员名单中的人。",
  copied: "已抄送过此人，无需重复抄送。",
  approver: "对方是本次审批的审批人，无需抄送。",
  submitter: "对方是方案提交人，无需抄送。",
};

/** What is said where something beside deciding was refused. */
export const ACT_WORDS = {
  "cannot-withdraw-kept": ({ why }) => NO_WITHDRAW_KEPT[why],
  "cannot-transfer": ({ why }) => NO_TRANSFER[why],
  "cannot-add": ({ why }) => NO_ADDING[why],
  "cannot-remove": ({ why }) => NO_REMOVING[why],
  "cannot-take-back": ({ why }) => NO_TAKE_BACK[why],
  "cannot-undo": ({ why, until }) => noUndoText(why, until),
  "cannot-migrate": ({ why, node }) => NO_MIGRATION[why](plain(node)),
  "not-admin": () => "只有管理员可以办理此项。",
  "cannot-override": ({ why }) => NO_OVERRIDE[why],
  "cannot-revoke": ({ why }) => NO_REVOKE[why],
  "approval-complete": () => "已审批完成，如需撤销请走撤销流程。",
  "not-submitter": () => "只有提交人和双经理可以办理此项。",
  "cannot-promise": ({ why }) => NO_PROMISE[why],
  "question-open": ({ byName, at }, { now }) =>
    `${shortName(byName)} 已于 ${shortMomentText(at, now)} 请提交人补充说明，尚未答复；答复后可以再问，不影响您办理。`,
  "no-question": () => "目前没有等待答复的问题。",
  "your-own-question": () => "这是您提出的问题，请等待提交人答复。",
  "words-needed": () => "请写明内容后再提交。",
  "your-own-task": () => "此项正在等您本人办理，请直接办理。",
  "urged-recently": ({ byName, at }, { now }) =>
    `${shortName(byName)} 已于 ${shortMomentText(at, now)} 催办，4 个工作小时内不能再催。`,
  "not-told-yet": ({ until }) =>
    `上一环节的决定在 ${secondText(until)} 前还可以撤回，此前不通知后续审批人；请稍后再催办。`,
  "phrases-full": ({ max }) => `常用语最多 ${max} 条，请先删除不用的。`,
  "phrase-known": () => "已有相同的常用语。",
  "cannot-copy": ({ why }) => NO_COPY[why],
  "not-copied": () => "此项没有抄送给您。",
  "already-read": ({ at }, { now }) => `您已于 ${shortMomentText(at, now)} 标记已阅。`,
  "act-reason-needed": ({ minLetters }) =>
    `请写明理由（不少于 ${minLetters} 个字，空格、标点、数字和重复的字不算）。`,
} satisfies Partial<RefusalWords>;

/** Of a decision on which others have gone on only 拿回 is possible, if anything is. */
function noUndoText(why: NoUndo, until: Date | undefined): string {
  const when = until === undefined ? "" : `（${secondText(until)} 前）`;
  const NO_UNDO: Record<NoUndo, string> = {
    "not-offered": "此项决定不能直接撤回",
    over: `可撤回的时间${when}已过，后续审批人已收到通知`,
    left: "后续审批人已收到通知，不能直接撤回",
  };
  return `${NO_UNDO[why]}；如需更改，请用“拿回意见”。`;
}
