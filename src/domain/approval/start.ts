import type { ApprovalId, CaseId, StaffId } from "../ids.ts";
import type { ApprovalKind } from "../outcome.ts";
import { refuse, type Outcome } from "../outcome.ts";
import { advance, type EngineFacts } from "./engine.ts";
import type { Approval } from "./instance.ts";

export interface Submission {
  flow: { id: string; version: number };
  documentVersion: number;
  submittedBy: StaffId;
}

/** Begins the approval of a document: round 1, its first nodes open. */
export function startApproval(
  identity: { id: ApprovalId; caseId: CaseId; kind: ApprovalKind },
  submission: Submission,
  facts: EngineFacts,
): Outcome<Approval> {
  const fresh: Approval = {
    ...identity,
    flowId: submission.flow.id,
    flowVersion: submission.flow.version,
    status: "running",
    round: 1,
    documentVersion: submission.documentVersion,
    submittedBy: submission.submittedBy,
    startedAt: facts.at,
    closedAt: undefined,
    nodes: [],
    tasks: [],
    decisions: [],
    firedRungs: [],
  };
  const done = advance({ approval: fresh, events: [], nextTaskNo: facts.nextTaskNo }, facts);
  return {
    ok: true,
    next: done.approval,
    events: [{ kind: "approval-started", approvalId: identity.id }, ...done.events],
  };
}

/** Takes a returned approval up again with a new version: a new round from the first node. */
export function resubmit(
  approval: Approval,
  submission: Submission,
  facts: EngineFacts,
): Outcome<Approval> {
  if (approval.status === "running") {
    return refuse({
      code: "approval-running",
      approvalId: approval.id,
      documentVersion: approval.documentVersion,
    });
  }
  if (approval.status === "approved") return refuse({ code: "closed", reason: "approved" });
  const reopened: Approval = {
    ...approval,
    status: "running",
    round: approval.round + 1,
    flowId: submission.flow.id,
    flowVersion: submission.flow.version,
    documentVersion: submission.documentVersion,
    submittedBy: submission.submittedBy,
  };
  const done = advance({ approval: reopened, events: [], nextTaskNo: facts.nextTaskNo }, facts);
  return {
    ok: true,
    next: done.approval,
    events: [{ kind: "approval-resubmitted", approvalId: approval.id }, ...done.events],
  };
}
