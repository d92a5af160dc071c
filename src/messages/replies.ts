import { MAX_PROMISES } from "../domain/approval/acknowledge.ts";
import { MAX_ADDED } from "../domain/approval/add-signers.ts";
import { MAX_HANDOVERS } from "../domain/approval/transfer.ts";
import { MAX_BATCH } from "../domain/verbs/batch.ts";
import type { Bureau } from "../domain/bureau.ts";
import type {
  NoAdding,
  NoBatch,
  NoCopy,
  NoMigration,
  NoOverride,
  NoPromise,
  NoRemoving,
  NoReturn,
  NoRevoke,
  NoTakeBack,
  NoTransfer,
  NoUndo,
  NoWithdrawKept,
  Refusal,
} from "../domain/outcome.ts";
import type { Problem } from "../domain/problem.ts";
import { deciderName, nameOf, shortName, verbText } from "./approval-words.ts";
import { factsText } from "./facts-text.ts";
import { plain } from "./fit.ts";
import { secondText, shortMomentText } from "./moments.ts";

export interface RefusalContext {
  now: Date;
  bureau: Bureau;
}

type Words<Code extends Refusal["code"]> = (
  refusal: Extract<Refusal, { code: Code }>,
  context: RefusalContext,
) => string;

const CLOSED: Record<Extract<Refusal, { code: "closed" }>["reason"], string> = {
  "any-one-decided": "此项已由同环节的其他审批人办理，您无需处理。",
  "quorum-met": "本环节已达到通过条件，未经您处理。",
  "quorum-impossible": "审批已被否决，未经您处理。",
  veto: "审批已被否决，未经您处理。",
  returned: "方案已被退回修改，您无需处理；修改后会给您发新卡。",
  superseded: "此项已被新一轮审批取代；轮到您时会另发新卡。",
  left: "此项已改由他人审批，您无需处理。",
  "delegation-start": "休假代理已开始，此项由代理人审批。",
  "delegation-end": "休假代理已结束，此项已交还本人审批。",
  "delegation-circle": "代理人之间相互代理，没有人能代办，此项已交还本人审批。",
  "delegation-untaken": "休假代理目前没有人能代办，此项已交还本人审批。",
  "stand-in-changed": "代理已变更，此项改由他人审批，您无需处理。",
  "co-holder-decided": "此项已由共管的另一人办理，您无需处理。",
  "by-rule": "此项已按规则自动办理，未经您处理。",
  "taken-over": "此项已超时提级，改由上级审批。",
  approved: "审批已完成，无需再处理。",
  rejected: "审批已被否决；新版本须重新发起审批。",
  revoking: "审批已通过，正在进行撤销审批；撤销有结果后再办理。",
  revoked: "审批已撤销；如需继续，请重新提交并发起审批。",
  "not-revoked": "撤销审批已结束，未撤销，原审批仍然有效。",
  withdrawn: "审批已撤回，您无需处理。",
  migrated: "审批流程已更新，此项按新流程办理；轮到您时会另发新卡。",
  transferred: "此项已转办他人，您无需处理。",
  "taken-back": "前序意见已被拿回，暂无需您处理；轮到您时会另发新卡。",
  "signers-added": "所请人员的意见已齐，请看新卡。",
  "signer-removed": "已减签，此项无需您处理。",
  "signers-heard": "同时加签的人员意见已齐，此项无需您处理。",
};

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

const NO_RETURN: Record<NoReturn, string> = {
  "own-node": "不能退回到您自己所在的环节；请另选退回到哪里。",
  "off-path": "所选环节不在本次审批的流程中；请另选退回到哪里。",
  "not-passed": "所选环节尚未通过，不能退回到那里；请另选退回到哪里。",
  beside: "所选环节与您并行，不在您之前；请另选退回到哪里。",
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

const NO_BATCH: Record<NoBatch, string> = {
  "not-allowed": "本环节不支持批量同意，请逐条办理。",
  "other-node": "与所选的其他事项不是同一流程、同一环节，请另行办理。",
  "too-many": `一次最多批量同意 ${MAX_BATCH} 件，请稍后再办理这一件。`,
  escalated: "已超期并报告他人，请逐条办理。",
  "open-question": "您提出的问题尚待答复，请逐条办理。",
  sampled: "典型方案抽查，请打开方案审查后逐条办理。",
  "signers-added": "本环节有加签或委派，请看过意见后逐条办理。",
  warned: "方案有提示内容，请打开方案查看后逐条办理。",
};

/** One sentence or two for every refusal: what is so, and what the reader can do. */
const WORDS: { [Code in Refusal["code"]]: Words<Code> } = {
  "already-decided-by-you": ({ at, verb, sameVerb }, { now }) => {
    const done = `您已于 ${shortMomentText(at, now)} ${verbText(verb)}`;
    // Only an agreement can be taken back.
    const way = verb === "approve" ? "在工单网页上拿回，或联系方案提交人" : "联系方案提交人";
    return sameVerb ? done : `${done}，不能再改；如需更改，请${way}。`;
  },
  "already-decided": ({ verb, at, ...by }, { now }) =>
    `已由 ${deciderName(by)} ${verbText(verb)}，无需处理（${shortMomentText(at, now)}）`,
  "not-your-task": ({ holder }, { bureau }) =>
    holder === undefined
      ? "此项不由您处理，未作任何处理。"
      : `此项由 ${nameOf(bureau.organisation, holder)} 处理`,
  "older-round": ({ latestVersion, isAskedLater }) =>
    isAskedLater === true
      ? `方案已更新到 v${latestVersion}，此卡不再使用；轮到您时会另发新卡。`
      : `方案已更新到 v${latestVersion}，请看新卡`,
  delegated: ({ to }, { bureau }) =>
    `您已办理休假代理，此项由 ${nameOf(bureau.organisation, to)} 代您审批；如要自己办理，请先在“我的休假代理”中结束代理。`,
  "delegation-over": ({ to }, { bureau }) =>
    `休假代理已结束，此项由 ${nameOf(bureau.organisation, to)} 本人审批。`,
  returned: ({ at, ...by }, { now }) =>
    `方案已由 ${deciderName(by)} 于 ${shortMomentText(at, now)} 退回，正在修改；重新提交后会给您发新卡。`,
  "sent-back": ({ node, at, ...by }, { now }) =>
    `已由 ${deciderName(by)} 于 ${shortMomentText(at, now)} 退回至“${plain(node)}”环节，暂无需您处理；轮到您时会另发新卡。`,
  "cannot-return": ({ why }) => NO_RETURN[why],
  "cannot-withdraw-kept": ({ why }) => NO_WITHDRAW_KEPT[why],
  rejected: ({ at, ...by }, { now }) =>
    `方案已由 ${deciderName(by)} 于 ${shortMomentText(at, now)} 否决，未经您处理。`,
  withdrawn: ({ byName, at }, { now }) =>
    `已由 ${shortName(byName)} 撤回（${shortMomentText(at, now)}），无需处理。`,
  transferred: ({ to }, { bureau }) =>
    `此项已转办给 ${nameOf(bureau.organisation, to)}，无需您处理。`,
  "decided-by-rule": ({ words, at, verb }, { now }) =>
    `${words}（${shortMomentText(at, now)}），未经您处理。${verb === "approve" ? "如有异议，请在工单网页上提出。" : ""}`,
  "taken-over": ({ to }, { bureau }) =>
    `此项超时未办，已提级由 ${nameOf(bureau.organisation, to)} 审批，无需您处理。`,
  "cannot-transfer": ({ why }) => NO_TRANSFER[why],
  "waits-for-signers": ({ to }, { bureau }) =>
    `您已请 ${to.map((userid) => nameOf(bureau.organisation, userid)).join("、")} 先给意见，意见齐后会给您发新卡；如不再等，请在工单网页上减签。`,
  "signer-removed": ({ byName, at }, { now }) =>
    `已由 ${shortName(byName)} 减签（${shortMomentText(at, now)}），此项无需您处理。`,
  "cannot-add": ({ why }) => NO_ADDING[why],
  "cannot-remove": ({ why }) => NO_REMOVING[why],
  "taken-back": ({ byName, at }, { now }) =>
    `此项意见已由 ${shortName(byName)} 于 ${shortMomentText(at, now)} 拿回，请看新卡。`,
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
  "not-in-batch": ({ why }) => NO_BATCH[why],
  "outcome-certain": ({ passes }) =>
    `结果已定（${passes ? "本环节通过" : "审批不通过"}），正在听取其余意见，不能再退回；请点“同意”，或在网页上写明意见。`,
  closed: ({ reason }) => CLOSED[reason],
  "stale-card": ({ ageHours }) =>
    `此卡已发出 ${Math.floor(ageHours)} 小时，按钮已失效；请看新发的卡片。`,
  "reason-needed": ({ isOpinion }, { bureau }) =>
    isOpinion === true
      ? `不同意须说明理由：请先在“意见”中选择理由${reasonsText(bureau)}，再点“不同意”。`
      : `退回须说明理由：请先在“意见”中选择退回理由${reasonsText(bureau)}，再点“退回”。`,
  "written-reason-needed": ({ minLetters, isOpinion }) =>
    `${isOpinion === true ? "不同意须说明理由：请选择理由" : "退回须说明理由：请选择退回理由"}，或写明具体原因（不少于 ${minLetters} 个字，空格、标点、数字和重复的字不算）。`,
  "rejection-reason-needed": ({ minLetters }) =>
    `否决须选择否决理由，并写明具体原因（不少于 ${minLetters} 个字，空格、标点、数字和重复的字不算）。`,
  "act-reason-needed": ({ minLetters }) =>
    `请写明理由（不少于 ${minLetters} 个字，空格、标点、数字和重复的字不算）。`,
  "opinion-too-long": ({ maxChars }) => `意见过长，请控制在 ${maxChars} 字以内。`,
  "opinion-contradicts": ({ opinion }, { bureau }) =>
    `所选意见“${opinionText(bureau, opinion)}”是退回理由，与“同意”不符；请改选意见后再点“同意”，或点“退回”。`,
  "unknown-opinion": () => "所选意见已停用，请重新选择意见后再点按钮。",
  "attachment-unread": ({ names }) =>
    `本环节须先看过全部附件，还有 ${names.length} 个未看：${names.slice(0, 3).map(plain).join("、")}${names.length > 3 ? " 等" : ""}。请在工单网页上逐一打开附件，再办理。`,
  "unknown-button": () => "这个按钮无法识别，未作任何处理；请看最新的卡片。",
  "not-found": () => "未找到这张卡片对应的事项，请联系管理员",
  "not-a-member": () => "您不在本系统的人员名单中，无法办理；如有需要，请联系管理员。",
  "no-flow": ({ facts }) =>
    `没有适用的审批流程（${factsText(facts)}），未能提交；请联系管理员配置流程。`,
  "no-approver": ({ node, why }) =>
    `“${plain(node)}”环节找不到审批人（${plain(why)}），未能提交；请联系管理员。`,
  "approval-running": ({ documentVersion }) =>
    `v${documentVersion} 正在审批，不能重复提交；审批被退回后方可提交新版本。`,
  "unchanged-document": ({ documentVersion, wasRejected }) =>
    `内容与 v${documentVersion} 完全相同，未提交；请按${wasRejected === true ? "否决" : "退回"}理由修改后再提交。`,
  "wrong-stage": ({ stage }) => `工单当前处于“${plain(stage)}”环节，不能办理此项。`,
  "plan-missing": () => "尚无供电方案，请先提交供电方案。",
  "bad-document": ({ problems }) => problemsText(problems),
};

/** The sentence that a person reads when something is refused. */
export function refusalText(refusal: Refusal, context: RefusalContext): string {
  return wordsOf(refusal.code, refusal, context);
}

/** Keeps the code and its words together, which a plain index would lose. */
function wordsOf<Code extends Refusal["code"]>(
  code: Code,
  refusal: Extract<Refusal, { code: Code }>,
  context: RefusalContext,
): string {
  return WORDS[code](refusal, context);
}

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

/** The first problems in their own words; how many there are when not all are shown. */
function problemsText(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const shown = errors.slice(0, 3).map(({ message }) => plain(message).replace(/。$/, ""));
  const more = errors.length > shown.length ? " 等" : "";
  return `有 ${errors.length} 处需要更正，未提交：${shown.join("；")}${more}。`;
}

/** The words of a choice that is named by its code; words are kept as they are. */
function opinionText({ opinions }: Bureau, opinion: string): string {
  return plain(opinions.find(({ code }) => code === opinion)?.text ?? opinion);
}

/** The first reasons to choose from, as an example. */
function reasonsText({ opinions }: Bureau): string {
  const reasons = opinions
    .filter(({ verbs }) => verbs.includes("return") && !verbs.includes("approve"))
    .slice(0, 2);
  return reasons.length === 0 ? "" : `（如“${reasons.map(({ text }) => plain(text)).join("”“")}”）`;
}
