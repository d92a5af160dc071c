import type { Bureau } from "./bureau.ts";
import { checkDocument } from "./case/check-document.ts";
import { checkAttachments, type NamedFiles } from "./check-attachments.ts";
import type { CaseDocument } from "./case/document.ts";
import type { CaseFile } from "./case-file.ts";
import type { StaffId } from "./ids.ts";
import { whyNotSubmit, type NoSubmitter } from "./people/may-submit.ts";
import { personOf, type Person } from "./people/organisation.ts";
import type { Problem } from "./problem.ts";
import { dayOn } from "./time/china-time.ts";

/** Everything wrong or doubtful about a submission, found all at once: who submits, and what. */
export function checkSubmission(
  file: Pick<CaseFile, "connectionCase">,
  submission: {
    content: CaseDocument["content"];
    submittedBy: StaffId;
    attachments?: NamedFiles;
  },
  { bureau, at }: { bureau: Pick<Bureau, "organisation" | "planLimits">; at: Date },
): Problem[] {
  const { connectionCase } = file;
  const { content, submittedBy, attachments } = submission;
  const problems = [
    ...checkDocument(content, {
      connectionCase,
      submittedOn: dayOn(at),
      limits: bureau.planLimits,
    }),
    ...(attachments === undefined ? [] : checkAttachments(attachments, submittedBy)),
  ];
  const person = personOf(bureau.organisation, submittedBy);
  if (person === undefined) {
    const message = `提交人 ${submittedBy} 不在组织名单中`;
    return [submitterProblem("unknown-person", message), ...problems];
  }
  const why = whyNotSubmit(person, connectionCase);
  if (why === undefined) return problems;
  return [submitterProblem("not-allowed", REFUSALS[why](person)), ...problems];
}

const REFUSALS: Readonly<Record<NoSubmitter, (person: Person) => string>> = {
  "not-staff": ({ name }) => `${name}没有办理工单的角色（staff），不能提交`,
  "not-concerned": ({ name }) =>
    `${name}不是本工单的客户经理或工程经理，也不属于负责本工单的供电分局，不能提交`,
};

function submitterProblem(code: string, message: string): Problem {
  return { field: "submittedBy", code, message, severity: "error" };
}
