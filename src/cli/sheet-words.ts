import type { Contradiction, SheetComparison } from "../actions/compare-sheet.ts";
import { stampText } from "../messages/moments.ts";
import { SHEET_STATUS, type SheetStatement } from "../messages/sheet-statement.ts";

/** What was signed, a line each. */
export function statementLines(statement: SheetStatement): string {
  const { caseNo, kind, version, status, issuedAt, customer, figures } = statement;
  return [
    "签名有效，本局签发的审批单所载如下：",
    `  工单 ${caseNo}，${kind} v${version}`,
    `  状态 ${status}（生成时）`,
    `  生成 ${stampText(issuedAt)}`,
    `  客户 ${customer}`,
    ...figures.map((figure) => `  ${figure}`),
    ...(status === SHEET_STATUS.approved ? [] : ["审批未完成，不能作为实施依据。"]),
    "请逐项与纸面核对：有一项不同，纸面就不是真单。",
  ].join("\n");
}

const CONTRADICTION: Readonly<Record<Contradiction, string>> = {
  "no-case": "数据库中没有这个工单",
  "no-version": "数据库中没有这个版本",
  "other-content": "数据库中该版本的内容与审批单不同",
  "other-chain": "数据库中的签署记录与审批单不同",
  unapproved: "审批单写明审批通过，数据库中却不是",
};

/** What became of the case since. */
export function comparisonLines({
  contradictions,
  newerVersion,
  newStatus,
}: SheetComparison): string {
  const lines = [
    ...contradictions.map((one) => `矛盾：${CONTRADICTION[one]}`),
    ...(newerVersion === undefined ? [] : [`已有新版本 v${newerVersion}，本单不是最新的`]),
    ...(newStatus === undefined ? [] : [`现在的状态：${newStatus}`]),
  ];
  return lines.length === 0
    ? "与数据库核对：一致，仍是最新版本"
    : `与数据库核对：\n  ${lines.join("\n  ")}`;
}
