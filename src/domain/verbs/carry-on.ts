import type { Bureau } from "../bureau.ts";
import { approvalOf, type CaseFile } from "../case-file.ts";
import { endRevocation, revokedBy } from "./end-revocation.ts";
import { stagesOnApproved, stagesOnReturned } from "../case/document-stages.ts";
import type { StageOutcome } from "../case/move-stages.ts";
import type { StageMoment } from "../case/stages.ts";
import { andThen, type CaseEvent, type Outcome } from "../outcome.ts";
import { stageMoment } from "../stage-moment.ts";

/** Moves the case on when an approval has ended or come back: what joins approval and stages. */
export function carryOn(
  file: CaseFile,
  events: readonly CaseEvent[],
  { bureau, at }: { bureau: Bureau; at: Date },
): Outcome<CaseFile> {
  const moment = stageMoment(bureau, file.connectionCase, at);
  return events.reduce<Outcome<CaseFile>>(
    (carried, event) => andThen(carried, (now, told) => follow(event, { now, told, moment })),
    { ok: true, next: file, events },
  );
}

function follow(
  event: CaseEvent,
  { now, told, moment }: { now: CaseFile; told: readonly CaseEvent[]; moment: StageMoment },
): Outcome<CaseFile> {
  const revoked = revokedBy(event, now);
  if (revoked !== undefined) {
    return endRevocation({ file: now, approval: revoked }, { event, told, moment });
  }
  return andThen(stagesAfter(event, now, moment), (stages, events) => ({
    ok: true,
    next: { ...now, stages },
    events: [...told, ...events],
  }));
}

const ENDS_IN_DRAFTING: ReadonlySet<CaseEvent["kind"]> = new Set([
  "approval-returned",
  "approval-rejected",
  "approval-withdrawn",
]);

/** The stages as one event leaves them; most events leave them alone. */
function stagesAfter(event: CaseEvent, file: CaseFile, moment: StageMoment): StageOutcome {
  const { stages } = file;
  const kind = "approvalId" in event ? approvalOf(file, event.approvalId)?.kind : undefined;
  if (kind !== undefined && event.kind === "approval-approved") {
    return stagesOnApproved(stages, kind, moment);
  }
  // After a rejection or a withdrawal the document is written anew just as after a return; only its approval does
  // not go on.
  if (kind !== undefined && ENDS_IN_DRAFTING.has(event.kind)) {
    return stagesOnReturned(stages, kind);
  }
  return { ok: true, next: stages, events: [] };
}
