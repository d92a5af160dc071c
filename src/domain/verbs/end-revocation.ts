import type { Approval } from "../approval/instance.ts";
import { approvalOf, withApproval, type CaseFile } from "../case-file.ts";
import { stagesOnRevoked } from "../case/document-stages.ts";
import type { StageMoment } from "../case/stages.ts";
import { andThen, type CaseEvent, type Outcome } from "../outcome.ts";

/** The approval whose revocation an event is about; undefined for every other event. */
export function revokedBy(event: CaseEvent, file: CaseFile): Approval | undefined {
  const id = "approvalId" in event ? approvalOf(file, event.approvalId)?.revokes : undefined;
  return id && approvalOf(file, id);
}

/**
 * What the end of a revocation means for the approval that it is about: agreed to, that is revoked and its stages go
 * back; refused or given up, it stands as before.
 */
export function endRevocation(
  { file, approval }: { file: CaseFile; approval: Approval },
  { event, told, moment }: { event: CaseEvent; told: readonly CaseEvent[]; moment: StageMoment },
): Outcome<CaseFile> {
  if (event.kind === "approval-approved") {
    return andThen(stagesOnRevoked(file.stages, approval.kind, moment), (stages, moved) => ({
      ok: true,
      next: { ...withApproval(file, { ...approval, status: "revoked" }), stages },
      events: [...told, ...moved],
    }));
  }
  const next = STANDS_AGAIN.has(event.kind)
    ? withApproval(file, { ...approval, status: "approved" })
    : file;
  return { ok: true, next, events: told };
}

const STANDS_AGAIN: ReadonlySet<CaseEvent["kind"]> = new Set([
  "approval-rejected",
  "approval-withdrawn",
]);
