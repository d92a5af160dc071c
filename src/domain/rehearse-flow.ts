import { decide, type Press } from "./approval/decide.ts";
import { conditionHolds } from "./approval/choose-flow.ts";
import type { Flow } from "./approval/flow.ts";
import type { Approval, Task } from "./approval/instance.ts";
import { pendingTasks } from "./approval/tasks.ts";
import { startApproval } from "./approval/start.ts";
import { withApproval, type CaseFile } from "./case-file.ts";
import { factsOf } from "./case/document-facts.ts";
import type { ConnectionCase } from "./case/connection-case.ts";
import type { CaseDocument } from "./case/document.ts";
import { approvalIdOf } from "./ids.ts";
import { andThen, refuse, type CaseEvent, type Outcome } from "./outcome.ts";
import { signerOf } from "./people/signer.ts";
import { engineFacts, whyVacant, type Situation } from "./situation.ts";
import type { Surroundings } from "./surroundings.ts";

/** A flow and what it is tried on: a document of a case that need not exist. */
export interface Rehearsal {
  flow: Flow;
  connectionCase: ConnectionCase;
  document: CaseDocument;
}

/** What a submission or one signature of a rehearsal brings. */
export interface RehearsedStep {
  at: Date;
  /** The case after it, with the one approval. */
  file: CaseFile;
  events: readonly CaseEvent[];
}

/**
 * Walks through a flow by the rules that run it: submitted at `around.at`, everybody agrees, each at their due time.
 * Nothing of it is kept. Who is asked at each moment is as it is known now, leave included.
 */
export function rehearseFlow(
  { flow, connectionCase, document }: Rehearsal,
  around: Omit<Surroundings, "flowOf">,
): Outcome<RehearsedStep[]> {
  const facts = factsOf({ ...document, connectionCase });
  if (!conditionHolds(flow.when, facts)) return refuse({ code: "no-flow", facts });
  const { kind, submittedBy } = document;
  const { id: caseId } = connectionCase;
  const empty = {
    connectionCase,
    stages: [],
    documents: [document],
    approvals: [],
    cards: [],
    readings: [],
  };
  const situation: Situation = { ...around, file: empty, flow, document, submittedBy };
  const vacancy = whyVacant(situation);
  if (vacancy !== undefined) return refuse(vacancy);
  const begun = startApproval(
    { id: approvalIdOf(caseId, 1), caseId, kind, previousApprovalId: undefined },
    { flow, documentVersion: document.version, submittedBy },
    engineFacts(situation),
  );
  return andThen(begun, (approval, events) => {
    const file = { ...empty, approvals: [approval] };
    return goOn([{ at: around.at, file, events }], approval, { ...situation, file });
  });
}

/** Signs what is due first, and so on until nobody is asked any more. */
function goOn(
  steps: RehearsedStep[],
  approval: Approval,
  situation: Situation,
): Outcome<RehearsedStep[]> {
  const [task] = pendingTasks(approval).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  if (task === undefined) return { ok: true, next: steps, events: [] };
  const at = task.dueAt;
  const now = { ...situation, at };
  return andThen(decide(approval, agreement(task, now), engineFacts(now)), (next, events) => {
    const file = withApproval(situation.file, next);
    return goOn([...steps, { at, file, events }], next, { ...situation, file });
  });
}

function agreement(task: Task, { bureau, at }: Situation): Press {
  const unnamed = { name: task.holder, position: "", department: "" };
  const by = { ...unnamed, ...signerOf(bureau.organisation, task.holder), userid: task.holder };
  const seen = { documentHash: "", shownHash: "", eventAt: at };
  const opinion = { code: "", text: "" };
  return { ...seen, task, verb: "approve", opinion, by, channel: "page" };
}
