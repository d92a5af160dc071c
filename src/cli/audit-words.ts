import type { AuditCount, CaseFaults } from "../actions/verify-audit.ts";
import type { AuditFault } from "../domain/audit-case.ts";
import type { ChainFault, ChainLink } from "../domain/decision-chain.ts";
import { kindText } from "../messages/document-words.ts";
import { verbText } from "../messages/approval-words.ts";

/** What does not fit in one case, a line each. */
export function faultLines({ caseId, caseNo, faults }: CaseFaults): string {
  const heading = `工单${caseNo === undefined ? `（内部编号 ${caseId}）` : ` ${caseNo}`}：${faults.length} 处不符`;
  return [heading, ...faults.map((fault) => `  ${faultText(fault)}`)].join("\n");
}

export function countLine({ cases, decisions, erased, faulty }: AuditCount): string {
  const looked = `已核对工单 ${cases} 件、签署意见 ${decisions} 条`;
  const taken =
    erased === 0 ? "" : `，其中 ${erased} 条已抹去个人信息（姓名、意见），请与抹去记录核对`;
  return `${looked}${taken}：${faulty === 0 ? "全部相符" : `${faulty} 件工单不符`}`;
}

function faultText(fault: AuditFault): string {
  switch (fault.kind) {
    case "case-gone":
      return "工单本身已不存在，只剩签署意见";
    case "chain-broken":
      return `${linkText(fault.link)}：${chainText(fault.fault)}（此后各条未再核对）`;
    case "done-without-decision":
      return `待办 ${fault.taskId} 标为已办，却没有签署意见`;
    case "decision-without-task":
      return `${linkText(fault.link)}：没有与之相符的已办待办`;
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
      return fault.from === fault.to
        ? `缺少第 ${fault.from} 条`
        : `缺少第 ${fault.from} 至 ${fault.to} 条`;
    case "changed":
      return "内容与签署时不符，已被改动";
    case "misplaced":
      return "与前一条接不上，前一条已被替换";
    case "person-changed":
      return "姓名或意见文字与签署时不符，已被改动";
  }
}

function linkText({ chainNo, decision }: ChainLink): string {
  const { taskId, decidedBy, verb } = decision;
  return `第 ${chainNo} 条签署意见（待办 ${taskId}，${decidedBy} ${verbText(verb)}）`;
}
