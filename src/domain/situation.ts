import { nodesFor } from "./approval/choose-flow.ts";
import type { EngineFacts } from "./approval/engine.ts";
import type { Flow, FlowNode } from "./approval/flow.ts";
import type { Approval, Decision, Seat } from "./approval/instance.ts";
import type { Bureau } from "./bureau.ts";
import { documentOf, nextTaskNoOf, type CaseFile } from "./case-file.ts";
import { factsOf } from "./case/document-facts.ts";
import type { CaseDocument } from "./case/document.ts";
import { isUntouched, type ReviewFields } from "./case/review-fields.ts";
import type { StaffId } from "./ids.ts";
import type { Refusal } from "./outcome.ts";
import { resolveSeats, standInSeats, type Seats } from "./resolve-seats.ts";
import type { Surroundings } from "./surroundings.ts";
import { limitDue } from "./time/due.ts";
import { AppError } from "../lib/errors.ts";

/** One document of one case at one moment, with what the bureau has settled. */
export interface Situation {
  bureau: Bureau;
  file: CaseFile;
  flow: Flow;
  document: Pick<CaseDocument, "kind" | "content">;
  submittedBy: StaffId;
  at: Date;
}

/** An approval as it stands now; undefined when the case does not have its document. */
export function situationOf(
  { file, approval }: { file: CaseFile; approval: Approval },
  { bureau, at, flowOf }: Surroundings,
): Situation | undefined {
  const document = documentOf(file, approval);
  if (document === undefined) return undefined;
  const { submittedBy } = approval;
  return { bureau, file, flow: flowOf(approval), document, submittedBy, at };
}

/** What the engine is told of a situation. */
export function engineFacts(situation: Situation): EngineFacts {
  const { bureau, file, at } = situation;
  return {
    path: pathOf(situation),
    at,
    seatsFor: (node) => seatsOrStandIns(node, situation),
    dueFor: (limit) => limitDue(bureau.calendar, at, limit),
    nextTaskNo: nextTaskNoOf(file),
    isUntouched: (signed, reviewFields) => isUntouchedSince(signed, reviewFields, situation),
  };
}

/** Why some node on the path could be signed by nobody; asked before an approval begins. */
export function whyVacant(situation: Situation): Refusal | undefined {
  for (const node of pathOf(situation)) {
    const seats = seatsOf(node, situation);
    if (!seats.ok) return { code: "no-approver", node: node.name, why: seats.why };
  }
  return undefined;
}

function pathOf({ flow, file, document }: Situation): FlowNode[] {
  return nodesFor(flow, factsOf({ ...document, connectionCase: file.connectionCase }));
}

/** The version that was signed must be the very one that is kept: its hash is in the signature. */
function isUntouchedSince(
  { documentVersion, documentHash }: Decision,
  reviewFields: ReviewFields,
  { file, document: { kind, content: after } }: Situation,
): boolean {
  const signed = file.documents.find((one) => one.kind === kind && one.version === documentVersion);
  if (signed?.contentHash !== documentHash) return false;
  return isUntouched({ kind, before: signed.content, after }, reviewFields);
}

function seatsOf(node: FlowNode, { bureau, file, submittedBy }: Situation): Seats {
  return resolveSeats({
    who: node.who,
    mode: node.mode,
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
