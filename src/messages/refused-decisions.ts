import type { Bureau } from "../domain/bureau.ts";
import type { NoBatch, NoReturn, Refusal } from "../domain/outcome.ts";
import { MAX_BATCH } from "../domain/verbs/batch.ts";
import { deciderName, nameOf, shortName, verbText } from "./approval-words.ts";
import { plain } from "./fit.ts";
import { shortMomentText } from "./moments.ts";
import type { RefusalWords } from "./refusal-words.ts";

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

const NO_RETURN: Record<NoReturn, string> = {
  "own-node": "不能退回到您自己所在的环节；请另选退回到哪里。",
  "off-path": "所选环节不在本次审批的流程中；请另选退回到哪里。",
  "not-passed": "所选环节尚未通过，不能退回到那里；请另选退回到哪里。",
  beside: "所选环节与您并行，不在您之前；请另选退回到哪里。",
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

/** What is said where a press or a decision on a page was refused. */
export const DECISION_WORDS = {
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
  "waits-for-signers": ({ to }, { bureau }) =>
    `您已请 ${to.map((userid) => nameOf(bureau.organisation, userid)).join("、")} 先给意见，意见齐后会给您发新卡；如不再等，请在工单网页上减签。`,
  "signer-removed": ({ byName, at }, { now }) =>
    `已由 ${shortName(byName)} 减签（${shortMomentText(at, now)}），此项无需您处理。`,
  "taken-back": ({ byName, at }, { now }) =>
    `此项意见已由 ${shortName(byName)} 于 ${shortMomentText(at, now)} 拿回，请看新卡。`,
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
  "opinion-too-long": ({ maxChars }) => `意见过长，请控制在 ${maxChars} 字以内。`,
  "opinion-contradicts": ({ opinion }, { bureau }) =>
    `所选意见“${opinionText(bureau, opinion)}”是退回理由，与“同意”不符；请改选意见后再点“同意”，或点“退回”。`,
  "unknown-opinion": () => "所选意见已停用，请重新选择意见后再点按钮。",
  "attachment-unread": ({ names }) =>
    `本环节须先看过全部附件，还有 ${names.length} 个未看：${names.slice(0, 3).map(plain).join("、")}${names.length > 3 ? " 等" : ""}。请在工单网页上逐一打开附件，再办理。`,
  "unknown-button": () => "这个按钮无法识别，未作任何处理；请看最新的卡片。",
  "not-found": () => "未找到这张卡片对应的事项，请联系管理员",
  "not-a-member": () => "您不在本系统的人员名单中，无法办理；如有需要，请联系管理员。",
} satisfies Partial<RefusalWords>;

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
