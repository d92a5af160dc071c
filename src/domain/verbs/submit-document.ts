import type { ApprovalKind } from "../approval-kind.ts";
import { keepOrChooseFlow } from "../approval/choose-flow.ts";
import type { Approval } from "../approval/instance.ts";
import { resubmit, startApproval, whyNotResubmit } from "../approval/start.ts";
import { approvalOfKind, newestVersion, withApproval, type CaseFile } from "../case-file.ts";
import { factsOf } from "../case/document-facts.ts";
import { documentHash } from "../case/document-hash.ts";
import { stagesOnSubmit } from "../case/document-stages.ts";
import type { CaseDocument } from "../case/document.ts";
import { hasErrors } from "../case/problems.ts";
import { attachmentsNamed, type NamedFiles } from "../check-attachments.ts";
import { checkSubmission } from "../check-submission.ts";
import { approvalIdOf, type StaffId } from "../ids.ts";
import { andThen, refuse, type Outcome, type Refusal } from "../outcome.ts";
import { engineFacts, whyVacant, type Situation } from "../situation.ts";
import { stageMoment } from "../stage-moment.ts";
import type { Surroundings } from "../surroundings.ts";

/** A document as somebody hands it in. */
export interface HandedIn {
  kind: ApprovalKind;
  content: CaseDocument["content"];
  submittedBy: StaffId;
  /** Without it the version has no attachments. */
  attachments?: NamedFiles;
}

/** A version that was taken in: the case with it, its approval, and the situation in which that goes on. */
export interface TakenIn {
  file: CaseFile;
  approval: Approval;
  situation: Situation;
}

/** Takes in a version of a document: begins its approval, or the next round of it, and moves the stages. */
export function submitVersion(
  file: CaseFile,
  handedIn: HandedIn,
  around: Surroundings,
): Outcome<CaseFile> {
  return andThen(takeIn(file, handedIn, around), (taken, events) => ({
    ok: true,
    next: taken.file,
    events,
  }));
}

/** The same with what the submission was judged by. */
export function takeIn(file: CaseFile, handedIn: HandedIn, around: Surroundings): Outcome<TakenIn> {
  const refusal =
    whyBad(file, handedIn, around) ??
    whyNotAgain(file, handedIn.kind) ??
    whyUnchanged(file, handedIn);
  if (refusal !== undefined) return refuse(refusal);
  const document = nextVersion(file, handedIn, around.at);
  return andThen(askForApproval(file, document, around), (asked, told) => {
    const moment = stageMoment(around.bureau, file.connectionCase, around.at);
    return andThen(stagesOnSubmit(file.stages, document.kind, moment), (stages, moved) => ({
      ok: true,
      next: {
        ...asked,
        file: { ...asked.file, stages, documents: [...file.documents, document] },
      },
      events: [...told, ...moved],
    }));
  });
}

function whyBad(
  file: CaseFile,
  handedIn: HandedIn,
  { bureau, at }: Surroundings,
): Refusal | undefined {
  const problems = checkSubmission(file, handedIn, { bureau, at });
  return hasErrors(problems) ? { code: "bad-document", problems } : undefined;
}

function whyNotAgain(file: CaseFile, kind: ApprovalKind): Refusal | undefined {
  const begun = liveApprovalOf(file, kind);
  return begun && whyNotResubmit(begun);
}

/** Only what was withdrawn or revoked may come again as it was: nobody has found fault with it. */
function whyUnchanged(file: CaseFile, handedIn: HandedIn): Refusal | undefined {
  const { kind, content } = handedIn;
  const before = approvalOfKind(file, kind)?.status;
  if (before === "withdrawn" || before === "revoked") return undefined;
  const former = newestVersion(file, kind);
  if (former?.contentHash !== documentHash(content, attachmentsOf(handedIn))) return undefined;
  const unchanged = { code: "unchanged-document", documentVersion: former.version } as const;
  return before === "rejected" ? { ...unchanged, wasRejected: true } : unchanged;
}

function attachmentsOf({ attachments }: HandedIn): CaseDocument["attachments"] {
  return attachments === undefined ? [] : attachmentsNamed(attachments);
}

function nextVersion(file: CaseFile, handedIn: HandedIn, at: Date): CaseDocument {
  const attachments = attachmentsOf(handedIn);
  return {
    kind: handedIn.kind,
    version: (newestVersion(file, handedIn.kind)?.version ?? 0) + 1,
    content: handedIn.content,
    attachments,
    contentHash: documentHash(handedIn.content, attachments),
    submittedBy: handedIn.submittedBy,
    submittedAt: at,
  };
}

/** Takes the approval of this kind up again, or begins one. */
function askForApproval(
  file: CaseFile,
  document: CaseDocument,
  { flowOf, ...around }: Surroundings,
): Outcome<TakenIn> {
  const { bureau } = around;
  const former = liveApprovalOf(file, document.kind);
  const facts = factsOf({ connectionCase: file.connectionCase, ...document });
  const flow = keepOrChooseFlow(former && flowOf(former), bureau.flows, facts);
  if (flow === undefined) return refuse({ code: "no-flow", facts });
  const { submittedBy, version } = document;
  const situation = { ...around, file, flow, document, submittedBy };
  const vacancy = whyVacant(situation);
  if (vacancy !== undefined) return refuse(vacancy);
  return former === undefined
    ? beginApproval(situation, version)
    : nextRound(former, situation, version);
}

function beginApproval(situation: Situation, documentVersion: number): Outcome<TakenIn> {
  const { file, flow, document, submittedBy } = situation;
  const caseId = file.connectionCase.id;
  const { kind } = document;
  const id = approvalIdOf(caseId, file.approvals.length + 1);
  const begun = startApproval(
    { id, caseId, kind, previousApprovalId: approvalOfKind(file, kind)?.id },
    { flow, documentVersion, submittedBy },
    engineFacts(situation),
  );
  return andThen(begun, (approval, events) => ({
    ok: true,
    next: { file: { ...file, approvals: [...file.approvals, approval] }, approval, situation },
    events,
  }));
}

/** A rejected, withdrawn or revoked approval is over: nothing of it is kept, the next begins anew and only names it. */
function liveApprovalOf(file: CaseFile, kind: ApprovalKind): Approval | undefined {
  const newest = approvalOfKind(file, kind);
  return newest !== undefined && ENDED_WITHOUT.has(newest.status) ? undefined : newest;
}

const ENDED_WITHOUT: ReadonlySet<Approval["status"]> = new Set([
  "rejected",
  "withdrawn",
  "revoked",
]);

function nextRound(
  former: Approval,
  situation: Situation,
  documentVersion: number,
): Outcome<TakenIn> {
  const { file, flow, submittedBy } = situation;
  const again = resubmit(former, { flow, documentVersion, submittedBy }, engineFacts(situation));
  return andThen(again, (approval, events) => ({
    ok: true,
    next: { file: withApproval(file, approval), approval, situation },
    events,
  }));
}
