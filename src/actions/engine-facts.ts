import { nodesFor } from "../domain/approval/choose-flow.ts";
import type { EngineFacts } from "../domain/approval/engine.ts";
import type { Flow, FlowNode } from "../domain/approval/flow.ts";
import type { Seat } from "../domain/approval/instance.ts";
import type { Bureau } from "../domain/bureau.ts";
import type { CaseFile } from "../domain/case-file.ts";
import { factsOf } from "../domain/case/document-facts.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import type { StaffId } from "../domain/ids.ts";
import { refuse, type Refusal } from "../domain/outcome.ts";
import { resolveSeats, standInSeats, type Seats } from "../domain/resolve-seats.ts";
import { limitDue } from "../domain/time/due.ts";
import { AppError } from "../lib/errors.ts";

/** What the engine is told about one document of one case at one moment. */
export interface Situation {
  bureau: Bureau;
  file: CaseFile;
  flow: Flow;
  document: Pick<CaseDocument, "kind" | "content">;
  submittedBy: StaffId;
  at: Date;
}

export function engineFacts(situation: Situation): EngineFacts {
  const { bureau, file, at } = situation;
  return {
    path: pathOf(situation),
    at,
    seatsFor: (node) => seatsOrStandIns(node, situation),
    dueFor: (limit) => limitDue(bureau.calendar, at, limit),
    nextTaskNo: file.approvals.reduce((sum, approval) => sum + approval.tasks.length, 1),
  };
}

/** A node on the path that nobody could sign, as a refusal; asked before an approval begins. */
export function vacantNode(situation: Situation): { ok: false; refusal: Refusal } | undefined {
  for (const node of pathOf(situation)) {
    const seats = seatsOf(node, situation);
    if (!seats.ok) return refuse({ code: "no-approver", node: node.name, why: seats.why });
  }
  return undefined;
}

function pathOf({ flow, file, document }: Situation): FlowNode[] {
  return nodesFor(flow, factsOf({ ...document, connectionCase: file.connectionCase }));
}

function seatsOf(node: FlowNode, { bureau, file, submittedBy }: Situation): Seats {
  return resolveSeats({
    who: node.who,
    organisation: bureau.organisation,
    connectionCase: file.connectionCase,
    submittedBy,
  });
}

/** An office that fell vacant on the way must not stop a signature: its seats go to those who can fill it. */
function seatsOrStandIns(node: FlowNode, situation: Situation): readonly Seat[] {
  const seats = seatsOf(node, situation);
  if (seats.ok) return seats.seats;
  const { bureau, submittedBy } = situation;
  const standIns = standInSeats(bureau.organisation, { node: node.name, submittedBy });
  if (standIns.length === 0) {
    throw new AppError("no-stand-in", `nobody can sign node ${node.id}: ${seats.why}`);
  }
  return standIns;
}
