import type { Bureau } from "../domain/bureau.ts";
import { approvalOf, type CaseFile } from "../domain/case-file.ts";
import type { ConnectionCase } from "../domain/case/connection-case.ts";
import { stagesOnApproved, stagesOnReturned } from "../domain/case/document-stages.ts";
import type { StageOutcome } from "../domain/case/move-stages.ts";
import type { StageMoment } from "../domain/case/stages.ts";
import type { CaseEvent, Outcome } from "../domain/outcome.ts";
import { addWorkingDays } from "../domain/time/due.ts";
import { AppError } from "../lib/errors.ts";

/** What the stages of a case are moved by, at one moment. */
export function stageMoment(
  bureau: Bureau,
  connectionCase: Pick<ConnectionCase, "customerClass">,
  at: Date,
): StageMoment {
  const graph = bureau.stageGraphs.find(
    (one) => one.customerClass === connectionCase.customerClass,
  );
  if (graph === undefined) {
    throw new AppError("no-stage-graph", `no stages for ${connectionCase.customerClass}`);
  }
  return {
    graph,
    at,
    dueOf: (from, workDays) => addWorkingDays(bureau.calendar, from, workDays),
  };
}

/** Moves the case on when an approval has ended or come back: what joins approval and stages. */
export function carryOn(
  bureau: Bureau,
  file: CaseFile,
  { events, at }: { events: readonly CaseEvent[]; at: Date },
): Outcome<CaseFile> {
  const moment = stageMoment(bureau, file.connectionCase, at);
  let stages = file.stages;
  const all = [...events];
  for (const event of events) {
    const moved = movedBy(event, { ...file, stages }, moment);
    if (moved === undefined) continue;
    if (!moved.ok) return moved;
    stages = moved.next;
    all.push(...moved.events);
  }
  return { ok: true, next: { ...file, stages }, events: all };
}

function movedBy(event: CaseEvent, file: CaseFile, moment: StageMoment): StageOutcome | undefined {
  if (event.kind !== "approval-approved" && event.kind !== "approval-returned") return undefined;
  const kind = approvalOf(file, event.approvalId)?.kind;
  if (kind === undefined) return undefined;
  return event.kind === "approval-approved"
    ? stagesOnApproved(file.stages, kind, moment)
    : stagesOnReturned(file.stages, kind);
}
