import type { AnchorCount, AnchorFinding } from "../actions/verify-anchors.ts";
import type { AuditCount, CaseFaults, HistoryCount } from "../actions/verify-audit.ts";
import type { AnchorFault } from "../domain/audit/anchor.ts";
import type { AuditFault } from "../domain/audit/audit-case.ts";
import type { HistoryItem, HistoryRowFault } from "../domain/audit/case-history.ts";
import type { ChainFault, ChainLink } from "../domain/audit/decision-chain.ts";
import { dayOn } from "../domain/time/china-time.ts";
import { kindText } from "../messages/document-words.ts";
import { verbText } from "../messages/approval-words.ts";

/** What does not fit in one case, a line each. */
export function faultLines({ caseId, caseNo, faults }: CaseFaults): string {
  const heading = `${caseText(caseNo, caseId)}：${faults.length} 处不符`;
  return [heading, ...faults.map((fault) => `  ${faultText(fault)}`)].join("\n");
}

export function countLine({ cases, decisions, erased, faulty }: AuditCount): string {
  const looked = `已核对工单 ${cases} 件、签署意见 ${decisions} 条`;
  const taken =
    erased === 0 ? "" : `，其中 ${erased} 条已抹去个人信息（姓名、意见），请与抹去记录核对`;
  return `${looked}${taken}：${faulty === 0 ? "全部相符" : `${faulty} 件工单不符`}`;
}

/** How much of what happened is covered beside the signatures. */
export function historyLine({ whole, partly, since, none, erased }: HistoryCount): string {
  const later =
    since === undefined ? "" : `；自升级后首次办理起的 ${partly} 件（最早 ${dayOn(since)}）`;
  const never = none === 0 ? "" : `；升级后未再办理、只核对签署意见的 ${none} 件`;
  const taken = erased === 0 ? "" : `；其中 ${erased} 条办理已抹去个人信息，请与抹去记录核对`;
  return `提交、待办、办理记录逐条核对：全程的工单 ${whole} 件${later}${never}${taken}`;
}

/** What an anchor says and the tables do not. */
export function findingLine(finding: AnchorFinding): string {
  switch (finding.kind) {
    case "head-lost": {
      const { head, caseNo, anchor } = finding;
      const when =
        anchor === undefined
          ? "曾经锚定"
          : `第 ${anchor.no} 号锚点（${dayOn(anchor.takenAt)}）锚定`;
      return `${caseText(caseNo, head.caseId)}：${when}的第 ${head.no} 条签署意见已不存在或被替换（末尾缺失）`;
    }
    case "anchor-broken":
      return `第 ${finding.anchor.no} 号锚点：${ANCHOR_FAULT[finding.fault]}`;
    case "posted-differs":
      return `第 ${finding.posted.no} 号锚点：根值与群里公布的不同`;
    case "posted-unknown":
      return `第 ${finding.posted.no} 号锚点：群里公布过，数据库中没有`;
  }
}

export function anchorLine({ anchors, posted, findings }: AnchorCount): string {
  const compared =
    posted === 0 ? "（未与群里公布的核对，可用 --anchors）" : `，其中与群里公布的核对 ${posted} 个`;
  return `已核对锚点 ${anchors} 个${compared}：${findings === 0 ? "全部相符" : `${findings} 处不符`}`;
}

const ANCHOR_FAULT: Readonly<Record<AnchorFault, string>> = {
  "missing-before": "它之前缺少锚点",
  misplaced: "与前一个锚点接不上，前一个已被替换",
  changed: "内容与根值不符，已被改动",
};

function caseText(caseNo: string | undefined, caseId: number): string {
  return `工单${caseNo === undefined ? `（内部编号 ${caseId}）` : ` ${caseNo}`}`;
}

function faultText(fault: AuditFault): string {
  switch (fault.kind) {
    case "case-gone":
      return "工单本身已不存在，只剩它的记录";
    case "chain-broken":
      return `${linkText(fault.link)}：${chainText(fault.fault)}（此后各条未再核对）`;
    case "history-missing":
      return `办理记录缺少${numbersText(fault)}`;
    case "history-row":
      return `${itemText(fault.item)}：${HISTORY_FAULT[fault.why]}`;
    case "history-end":
      return "办理记录的末尾与工单所记不符";
    case "asked-in-vain":
      return `待办 ${fault.taskId} 标为待办理，但没有进行中的环节在等它`;
    case "done-without-decision":
      return `待办 ${fault.taskId} 标为已办，却没有签署意见`;
    case "decision-without-task":
      return `${linkText(fault.link)}：没有与之相符的已办待办`;
    case "decision-by-nobody":
      return `${linkText(fault.link)}：既不是人签署的，也不是规则作出的`;
    case "decision-without-approval":
      return `${linkText(fault.link)}：所属审批 ${fault.link.approvalId} 不存在`;
    case "approved-without-decision":
      return `审批 ${fault.approvalId} 标为审批通过，最后一条签署意见却不是同意`;
    case "document-changed":
      return `${kindText(fault.document.kind)} v${fault.document.version}：内容与提交时的指纹不符，已被改动`;
    case "document-gone":
      return `${linkText(fault.link)}：所签的 v${fault.link.decision.documentVersion} 已不存在或被替换`;
  }
}

function chainText(fault: ChainFault): string {
  switch (fault.why) {
    case "doubled":
      return "与前一条编号重复";
    case "missing":
      return `缺少${numbersText(fault)}`;
    case "changed":
      return "内容与签署时不符，已被改动";
    case "misplaced":
      return "与前一条接不上，前一条已被替换";
    case "person-changed":
      return "姓名或意见文字与签署时不符，已被改动";
  }
}

function numbersText({ from, to }: { from: number; to: number }): string {
  return from === to ? `第 ${from} 条` : `第 ${from} 至 ${to} 条`;
}

const HISTORY_FAULT: Readonly<Record<HistoryRowFault, string>> = {
  doubled: "与前一条办理记录编号重复",
  changed: "与写入时不符，已被改动或调换",
  "person-changed": "姓名或文字与写入时不符，已被改动",
  unrecorded: "不在办理记录中，不是由本系统办理产生的",
};

/** A row as an auditor finds it in its table. */
function itemText(item: HistoryItem): string {
  switch (item.kind) {
    case "document": {
      const { kind, version, submittedBy } = item.document;
      return `${kindText(kind)} v${version} 的提交（${submittedBy}）`;
    }
    case "task":
      return `待办 ${item.task.id}（${item.task.holder}）`;
    case "act": {
      const { kind, by, taskId } = item.act;
      const about = taskId === undefined ? "" : `，待办 ${taskId}`;
      return `审批 ${item.approvalId} 第 ${item.actNo} 条办理（${kind}，${by}${about}）`;
    }
    case "decision":
      return linkText(item.link);
  }
}

function linkText({ chainNo, decision }: ChainLink): string {
  const { taskId, decidedBy, verb } = decision;
  return `第 ${chainNo} 条签署意见（待办 ${taskId}，${decidedBy} ${verbText(verb)}）`;
}
