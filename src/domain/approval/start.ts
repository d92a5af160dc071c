import type { StaffId } from "../ids.ts";
import { andThen, refuse, type CaseEvent, type Outcome, type Refusal } from "../outcome.ts";
import { directReturn } from "./direct-return.ts";
import { advance } from "./engine.ts";
import type { EngineFacts } from "./engine-facts.ts";
import type { Approval } from "./instance.ts";

export interface Submission {
  flow: { id: string; version: number };
  documentVersion: number;
  submittedBy: StaffId;
}

/** Begins the approval of a document: round 1, its first nodes open. */
export function startApproval(
  identity: Pick<Approval, "id" | "caseId" | "kind" | "previousApprovalId" | "revokes">,
  submission: Submission,
  facts: EngineFacts,
): Outcome<Approval> {
  const fresh: Approval = {
    ...identity,
    ...submitted(submission),
    round: 1,
    flowSinceVersion: submission.documentVersion,
    startedAt: facts.at,
    closedAt: undefined,
    nodes: [],
    tasks: [],
    decisions: [],
    firedRungs: [],
    acts: [],
    copies: [],
  };
  return begin(fresh, { kind: "approval-started", approvalId: fresh.id }, facts);
}

/** Why no new version may be submitted to an approval now; undefined when it waits for one. */
export function whyNotResubmit({ id, status, documentVersion }: Approval): Refusal | undefined {
  if (status === "running") return { code: "approval-running", approvalId: id, documentVersion };
  return status === "wait_revision" ? undefined : { code: "closed", reason: status };
}

/** Takes a returned approval up again with a new version: a new round from the first node. */
export function resubmit(
  approval: Approval,
  submission: Submission,
  facts: EngineFacts,
): Outcome<Approval> {
  const refusal = whyNotResubmit(approval);
  if (refusal !== undefined) return refuse(refusal);
  const { id, round } = approval;
  const reopened: Approval = {
    ...approval,
    ...submitted(submission),
    round: round + 1,
    flowSinceVersion: flowSince(approval, submission),
  };
  const begun = begin(reopened, { kind: "approval-resubmitted", approvalId: id }, facts);
  return andThen(begun, (next, events) => ({
    ok: true,
    next,
    events: [...events, ...notDirect(next)],
  }));
}

/** Whoever wanted the version straight back learns that others come first. */
function notDirect(approval: Approval): CaseEvent[] {
  const wanted = directReturn(approval);
  if (wanted === undefined || wanted.isBack) return [];
  const { taskId } = wanted.returned;
  return [{ kind: "return-not-direct", approvalId: approval.id, taskId }];
}

/** Another flow, or another version of it, was written with other signatures in mind. */
function flowSince(
  { flowId, flowVersion, flowSinceVersion }: Approval,
  { flow, documentVersion }: Submission,
): number {
  const isSame = flow.id === flowId && flow.version === flowVersion;
  return isSame ? flowSinceVersion : documentVersion;
}

function submitted({ flow, documentVersion, submittedBy }: Submission) {
  return {
    status: "running" as const,
    flowId: flow.id,
    flowVersion: flow.version,
    documentVersion,
    submittedBy,
  };
}

function begin(approval: Approval, event: CaseEvent, facts: EngineFacts): Outcome<Approval> {
  const { approval: next, events } = advance({ approval, events: [event] }, facts);
  return { ok: true, next, events };
}
