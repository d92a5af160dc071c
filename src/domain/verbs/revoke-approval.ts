import type { ActRule, Subject } from "./act-rule.ts";
import { actReason } from "./act-words.ts";
import { actOf, type Deed } from "../approval/act.ts";
import type { Approval } from "../approval/instance.ts";
import { revocationFlow } from "../approval/revocation-flow.ts";
import { startApproval } from "../approval/start.ts";
import { documentOf, withApproval, type CaseFile } from "../case-file.ts";
import { stagesOnRevoked } from "../case/document-stages.ts";
import { approvalIdOf } from "../ids.ts";
import { andThen, refuse, type NoRevoke, type Outcome, type Refusal } from "../outcome.ts";
import { engineFacts, whyVacant } from "../situation.ts";
import { stageMoment } from "../stage-moment.ts";
import type { Surroundings } from "../surroundings.ts";
import { runsApproval } from "./withdraw-approval.ts";

/**
 * 撤销: an approved approval is to count no more. Whether it does is decided by an approval of its own, about the same
 * version, so that everything that holds for signatures holds for these.
 */
export const REVOKE: ActRule = {
  whyNot: (subject, { by }, around) =>
    runsApproval(subject, by) ? whyNotRevoke(subject, around) : { code: "not-submitter" },
  act: (subject, { by, text }, around) =>
    andThen(actReason(text), (reason) =>
      beginRevocation(subject, { by, text: reason, at: around.at }, around),
    ),
};

function whyNotRevoke({ file, approval }: Subject, around: Surroundings): Refusal | undefined {
  const { status } = approval;
  if (approval.revokes !== undefined) return no("revocation");
  if (status === "revoking" || status === "revoked") return { code: "closed", reason: status };
  if (status !== "approved") return no("not-approved");
  return isReversible(file, approval, around) ? undefined : no("customer-told");
}

function isReversible(file: CaseFile, { kind }: Approval, { bureau, at }: Surroundings): boolean {
  return stagesOnRevoked(file.stages, kind, stageMoment(bureau, file.connectionCase, at)).ok;
}

function no(why: NoRevoke): Refusal {
  return { code: "cannot-revoke", why };
}

function beginRevocation(
  { file, approval }: Subject,
  deed: Deed,
  { flowOf, ...around }: Surroundings,
): Outcome<CaseFile> {
  const document = documentOf(file, approval);
  if (document === undefined) return refuse({ code: "plan-missing" });
  const { caseId, kind, documentVersion } = approval;
  const submittedBy = deed.by.userid;
  const flow = revocationFlow(flowOf(approval));
  const situation = { ...around, file, flow, document, submittedBy };
  const vacancy = whyVacant(situation);
  if (vacancy !== undefined) return refuse(vacancy);
  const id = approvalIdOf(caseId, file.approvals.length + 1);
  const begun = startApproval(
    { id, caseId, kind, previousApprovalId: undefined, revokes: approval.id },
    { flow, documentVersion, submittedBy },
    engineFacts(situation),
  );
  return andThen(begun, (started, events) => {
    const act = actOf(started, deed, { kind: "revoke", taskId: undefined });
    const revocation = { ...started, acts: [...started.acts, act] };
    const { approvals, ...rest } = withApproval(file, { ...approval, status: "revoking" });
    return { ok: true, next: { ...rest, approvals: [...approvals, revocation] }, events };
  });
}
