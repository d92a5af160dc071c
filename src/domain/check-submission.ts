import type { Bureau } from "./bureau.ts";
import { checkDocument } from "./case/check-document.ts";
import type { CaseDocument } from "./case/document.ts";
import type { CaseFile } from "./case-file.ts";
import type { StaffId } from "./ids.ts";
import { personOf } from "./organisation.ts";
import type { Problem } from "./problem.ts";
import { dayOn } from "./time/china-time.ts";

/** Everything wrong or doubtful about a submission, found all at once: who submits, and what. */
export function checkSubmission(
  file: Pick<CaseFile, "connectionCase">,
  submission: { content: CaseDocument["content"]; submittedBy: StaffId },
  { bureau, at }: { bureau: Pick<Bureau, "organisation" | "planLimits">; at: Date },
): Problem[] {
  const { content, submittedBy } = submission;
  const problems = checkDocument(content, {
    connectionCase: file.connectionCase,
    submittedOn: dayOn(at),
    limits: bureau.planLimits,
  });
  if (personOf(bureau.organisation, submittedBy) !== undefined) return problems;
  const message = `提交人 ${submittedBy} 不在组织名单中`;
  return [
    { field: "submittedBy", code: "unknown-person", message, severity: "error" },
    ...problems,
  ];
}
