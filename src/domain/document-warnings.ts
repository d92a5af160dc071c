import type { Bureau } from "./bureau.ts";
import { checkDocument } from "./case/check-document.ts";
import type { CaseDocument } from "./case/document.ts";
import type { CaseFile } from "./case-file.ts";
import type { Problem } from "./problem.ts";
import { dayOn } from "./time/china-time.ts";

/** What was doubtful about a version on the day of its submission, by the limits in force today; in reading order. */
export function documentWarnings(
  { connectionCase }: Pick<CaseFile, "connectionCase">,
  { content, submittedAt }: Pick<CaseDocument, "content" | "submittedAt">,
  { planLimits }: Pick<Bureau, "planLimits">,
): Problem[] {
  const submittedOn = dayOn(submittedAt);
  const problems = checkDocument(content, { connectionCase, submittedOn, limits: planLimits });
  return problems.filter(({ severity }) => severity === "warning");
}
