import { CASE_NO_PATTERN } from "../domain/case/open-case.ts";
import type { CaseNo } from "../domain/ids.ts";

/** A case number from an address, or undefined when it cannot be one; nothing else may reach a query. */
export function caseNoOf(text: string | undefined): CaseNo | undefined {
  return text !== undefined && CASE_NO_PATTERN.test(text) ? (text as CaseNo) : undefined;
}
