import { nodesFor } from "./approval/choose-flow.ts";
import type { EngineFacts, Rules } from "./approval/engine-facts.ts";
import type { Flow, FlowNode } from "./approval/flow.ts";
import type { Approval, Decision, Seat } from "./approval/instance.ts";
import { rulesOf } from "./automatic/rules-of.ts";
import type { Bureau } from "./bureau.ts";
import { documentOf, nextTaskNoOf, type CaseFile } from "./case-file.ts";
import { factsOf } from "./case/document-facts.ts";
import type { CaseDocument } from "./case/document.ts";
import { isUntouched, type ReviewFields } from "./case/review-fields.ts";
import { documentWarnings } from "./document-warnings.ts";
import { holdersOf } from "./people/holders.ts";
import type { StaffId } from "./ids.ts";
import { personOf, type Organisation } from "./people/organisation.ts";
import type { Grant } from "./leave/grant.ts";
import type { Refusal } from "./outcome.ts";
import { resolveSeats, standInSeats, type Seats } from "./people/resolve-seats.ts";
import type { Surroundings } from "./surroundings.ts";
import { limitDue } from "./time/due.ts";
import { AppError } from "../lib/errors.ts";

/** One document of one case at one moment, with what the bureau has settled. */
export interface Situation {
  bureau: Bureau;
  file: CaseFile;
  flow: Flow;
  document: Pick<CaseDocument, "kind" | "content" | "attachments">;
  submittedBy: StaffId;
  at: Date;
  grants?: readonly Grant[];
}

/** An approval as it stands now; undefined when the case does not have its document. */
export function situationOf(
  { file, approval }: { file: CaseFile; approval: Approval },
  { flowOf, ...around }: Surroundings,
): Situation | undefined {
  const document = documentOf(file, approval);
  if (document === undefined) return undefined;
  const { submittedBy } = approval;
  return { ...around, file, flow: flowOf(approval), document, submittedBy };
}

/** What the engine is told of a situation. */
export function engineFacts(situation: Situation): EngineFacts {
  const { bureau, file, at } = situation;
  return {
    path: pathOf(situation),
    at,
    seatsFor: (node) => seatsOrStandIns(node, situation),
    holdersOf: (asked) => holdersOf(asked, situation),
    dueFor: (limit) => limitDue(bureau.calendar, at, limit),
    nextTaskNo: nextTaskNoOf(file),
    isUntouched: (signed, reviewFields) => isUntouchedSince(signed, reviewFields, situation),
    rules: rulesFor(situation),
  };
}

/** What decides in place of people; a plan with something doubtful in it goes to them. */
function rulesFor(situation: Situation): Rules {
  const { bureau, file, flow, document, at } = situation;
  const { connectionCase } = file;
  const { content } = document;
  return rulesOf({
    connectionCase,
    caseNo: connectionCase.caseNo,
    flow,
    path: pathOf(situation),
    document,
    at,
    typicalPlans: bureau.typicalPlans,
    hasWarnings: () => documentWarnings(file, { content, submittedAt: at }, bureau).length > 0,
    isUntouched: (signed, fields) => isUntouchedSince(signed, fields, situation),
  });
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

/**
 * The version that was signed must be the very one that is kept: its hash is in the signature. For somebody who has
 * left nothing is kept: the successor is asked.
 */
function isUntouchedSince(
  { documentVersion, documentHash, decidedBy }: Decision,
  reviewFields: ReviewFields,
  { bureau, file, document: after }: Situation,
): boolean {
  const { kind } = after;
  const isThere = personOf(bureau.organisation, decidedBy) !== undefined;
  const signed = file.documents.find((one) => one.kind === kind && one.version === documentVersion);
  if (signed?.contentHash !== documentHash || !isThere) return false;
  return isUntouched({ kind, before: signed, after }, reviewFields);
}

/** An office whose only holder has left is not vacant: the seat is theirs, and their successor is asked for it. */
function seatsOf(node: FlowNode, situation: Situation): Seats {
  const { organisation } = situation.bureau;
  const present = seatsBy(organisation, node, situation);
  if (present.ok || organisation.listed === undefined) return present;
  const listed = seatsBy(organisation.listed, node, situation);
  return listed.ok ? listed : present;
}

function seatsBy(
  organisation: Organisation,
  { who, mode }: FlowNode,
  { file: { connectionCase }, submittedBy }: Situation,
): Seats {
  return resolveSeats({ who, mode, organisation, connectionCase, submittedBy });
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
