import { CASE_NO_PATTERN } from "../domain/case/open-case.ts";
import type { CaseNo } from "../domain/ids.ts";
import { UsageError } from "./usage-error.ts";

/** A case number as typed, in capitals. @throws UsageError when it cannot be one */
export function caseNoFrom(typed: unknown): CaseNo {
  if (typed === undefined)
    throw new UsageError("缺少工单编号：请用 --case 给出，或写在文件的 caseNo");
  const text = typeof typed === "string" ? typed.trim().toUpperCase() : JSON.stringify(typed);
  if (!CASE_NO_PATTERN.test(text)) {
    throw new UsageError(`工单编号“${text}”不对：应为 4 至 32 位字母、数字和连字符`);
  }
  return text as CaseNo;
}
