import { chooseFlow, conditionHolds } from "../domain/approval/choose-flow.ts";
import type { Facts } from "../domain/facts.ts";
import type { Flow } from "../domain/approval/flow.ts";
import type { Approval } from "../domain/approval/instance.ts";
import {
  resubmit,
  startApproval,
  whyNotResubmit,
  type Submission,
} from "../domain/approval/start.ts";
import type { Bureau } from "../domain/bureau.ts";
import { withApproval, type CaseFile } from "../domain/case-file.ts";
import { checkSubmission } from "../domain/check-submission.ts";
import { factsOf } from "../domain/case/document-facts.ts";
import { documentHash } from "../domain/case/document-hash.ts";
import { stagesOnSubmit } from "../domain/case/document-stages.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import { hasErrors } from "../domain/case/problems.ts";
import { approvalIdOf, type ApprovalId } from "../domain/ids.ts";
import { refuse, type Outcome } from "../domain/outcome.ts";
import type { Problem } from "../domain/problem.ts";
import { AppError } from "../lib/errors.ts";
import { factsText } from "../messages/facts-text.ts";
import { CaseNotFound, caseIdOf } from "../store/case-file.ts";
import { stageMoment } from "./carry-on.ts";
import { changeCase, type VerbContext } from "./change-case.ts";
import type { Deps } from "./deps.ts";
import { engineFacts, vacantNode } from "./engine-facts.ts";
import type { ApiResult, SubmitInput } from "./inputs.ts";
import { recallResult, rememberResult } from "./once.ts";

export interface Submitted {
  approvalId: ApprovalId;
  version: number;
  warnings: readonly Problem[];
}

/**
 * Submits a version of a supply plan or an investment: begins its approval, or the next round of it.
 * @throws CaseNotFound
 */
export async function submitDocument(
  deps: Deps,
  input: SubmitInput,
): Promise<ApiResult<Submitted>> {
  const caseId = await caseIdOf(deps.db, input.caseNo);
  if (caseId === undefined) throw new CaseNotFound(input.caseNo);
  return changeCase<ApiResult<Submitted>>(deps, {
    caseId,
    recall: (tx) => recallResult<Submitted>(tx, input.once),
    verb: (file, context) => submit(deps.bureau, { input, file, ...context }),
    conclude: (tx, outcome) => {
      if (!outcome.ok) return refusedResult(outcome.refusal);
      const { file, at } = outcome;
      const warnings = checkSubmission(file, input, { bureau: deps.bureau, at });
      const { id, documentVersion } = approvalOfKind(file, input.kind);
      const value = { approvalId: id, version: documentVersion, warnings };
      return rememberResult(tx, { once: input.once, at }, value);
    },
  });
}

interface Submitting extends VerbContext {
  input: SubmitInput;
  file: CaseFile;
}

function submit(bureau: Bureau, submitting: Submitting): Outcome<CaseFile> {
  const { input, file, at } = submitting;
  const problems = checkSubmission(file, input, { bureau, at });
  if (hasErrors(problems)) return refuse({ code: "bad-document", problems });
  const begun = findApproval(file, input.kind);
  const refusal = begun === undefined ? undefined : whyNotResubmit(begun);
  if (refusal !== undefined) return refuse(refusal);
  const document = nextVersion(submitting);
  const former = newestVersion(file, input.kind);
  if (former?.contentHash === document.contentHash) {
    return refuse({ code: "unchanged-document", documentVersion: former.version });
  }
  const asked = askForApproval(bureau, submitting, document);
  if (!asked.ok) return asked;
  const stages = stagesOnSubmit(
    file.stages,
    input.kind,
    stageMoment(bureau, file.connectionCase, at),
  );
  if (!stages.ok) return stages;
  return {
    ok: true,
    next: { ...asked.next, stages: stages.next, documents: [...file.documents, document] },
    events: [...asked.events, ...stages.events],
  };
}

function nextVersion({ input, file, at }: Submitting): CaseDocument {
  return {
    kind: input.kind,
    version: (newestVersion(file, input.kind)?.version ?? 0) + 1,
    content: input.content,
    contentHash: documentHash(input.content),
    submittedBy: input.submittedBy,
    submittedAt: at,
  };
}

function newestVersion(file: CaseFile, kind: CaseDocument["kind"]): CaseDocument | undefined {
  return file.documents.filter((one) => one.kind === kind).at(-1);
}

/** Takes the approval of this kind up again, or begins it. */
function askForApproval(
  bureau: Bureau,
  { file, at, flowOf }: Submitting,
  document: CaseDocument,
): Outcome<CaseFile> {
  const facts = factsOf({ connectionCase: file.connectionCase, ...document });
  const former = findApproval(file, document.kind);
  const flow = flowFor(bureau, facts, former === undefined ? undefined : flowOf(former));
  if (flow === undefined) return refuse({ code: "no-flow", facts: factsText(facts) });
  const { submittedBy, version } = document;
  const situation = { bureau, file, flow, document, submittedBy, at };
  const vacant = vacantNode(situation);
  if (vacant !== undefined) return vacant;
  const submission: Submission = { flow, documentVersion: version, submittedBy };
  const engine = engineFacts(situation);
  if (former !== undefined) {
    const again = resubmit(former, submission, engine);
    return again.ok ? { ...again, next: withApproval(file, again.next) } : again;
  }
  const caseId = file.connectionCase.id;
  const id = approvalIdOf(caseId, file.approvals.length + 1);
  const begun = startApproval({ id, caseId, kind: document.kind }, submission, engine);
  return begun.ok ? { ...begun, next: withNew(file, begun.next) } : begun;
}

/** The pinned flow as long as it fits the facts; facts that have left it choose anew. */
function flowFor(bureau: Bureau, facts: Facts, pinned: Flow | undefined): Flow | undefined {
  if (pinned !== undefined && conditionHolds(pinned.when, facts)) return pinned;
  return chooseFlow(bureau.flows, facts);
}

function withNew(file: CaseFile, approval: Approval): CaseFile {
  return { ...file, approvals: [...file.approvals, approval] };
}

function refusedResult(
  refusal: Extract<Outcome<CaseFile>, { ok: false }>["refusal"],
): ApiResult<Submitted> {
  return refusal.code === "bad-document"
    ? { ok: false, why: "problems", problems: refusal.problems }
    : { ok: false, why: "refused", refusal };
}

/** A case has one approval of each kind; every new version is a new round of it. */
function findApproval(file: CaseFile, kind: CaseDocument["kind"]): Approval | undefined {
  return file.approvals.find((approval) => approval.kind === kind);
}

function approvalOfKind(file: CaseFile, kind: CaseDocument["kind"]): Approval {
  const approval = findApproval(file, kind);
  if (approval === undefined) throw new AppError("no-approval", `nothing was begun for ${kind}`);
  return approval;
}
