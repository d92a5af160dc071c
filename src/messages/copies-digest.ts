import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { Approval } from "../domain/approval/instance.ts";
import type { CaseNo, StaffId } from "../domain/ids.ts";
import { TEXT_MAX_BYTES } from "../wecom/text-limits.ts";
import { linkText, purposeVersionText } from "./approval-words.ts";
import { fitLines, plain } from "./fit.ts";
import { asOfText } from "./moments.ts";
import type { Notice } from "./notice.ts";

/** One approval that somebody was copied. */
export interface CopiedLine {
  caseNo: CaseNo;
  customerName: string;
  kind: ApprovalKind;
  documentVersion: number;
  revokes?: Approval["revokes"];
  /** How it stands, in a word. */
  state: string;
}

/** What somebody was copied since the last digest, in one text. */
export function copiesDigest(
  to: StaffId,
  lines: readonly CopiedLine[],
  { now, publicUrl }: { now: Date; publicUrl: string },
): Notice {
  const items = lines.map(
    ({ caseNo, customerName, documentVersion, state, ...what }, index) =>
      `${index + 1}. ${plain(caseNo)} ${purposeVersionText(what, documentVersion)} ${plain(customerName)}：${state}`,
  );
  const url = `${publicUrl.replace(/\/+$/, "")}/tasks/copied`;
  const body = [`【抄送】抄送给您 ${lines.length} 件，供知悉，无需办理：`, ...items];
  const foot = [`（${asOfText(now)}）`, linkText(url, "打开抄送列表")];
  const content = fitLines({ body, foot }, TEXT_MAX_BYTES);
  return { message: { kind: "send-text", to, content }, orderKey: `to:${to}`, lane: "normal" };
}
