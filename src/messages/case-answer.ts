import { revokeActOf, withdrawalOf } from "../domain/approval/act.ts";
import type { Approval, Decision, Task } from "../domain/approval/instance.ts";
import { askingTasks, nodeOfTask } from "../domain/approval/tasks.ts";
import { openQuestionOf } from "../domain/approval/question.ts";
import { rejectionOf, returnOfVersion } from "../domain/approval/votes.ts";
import { deliveryOfTask, type Delivery } from "../domain/card-life.ts";
import { documentOf, revocationOf, type CaseFile } from "../domain/case-file.ts";
import type { CaseNo } from "../domain/ids.ts";
import { isCustomerUntold } from "../domain/verbs/tell-customer.ts";
import type { Organisation } from "../domain/people/organisation.ts";
import {
  askedText,
  holderName,
  nameOf,
  officeText,
  purposeText,
  purposeVersionText,
  shortName,
  signerName,
} from "./approval-words.ts";
import { automaticLines } from "./automatic-lines.ts";
import { documentLine } from "./document-words.ts";

/** A task that waits for somebody, as one line of an answer. */
export interface TaskLine {
  caseNo: CaseNo;
  customerName: string;
  /** 方案 v2 */
  version: string;
  /** 10kV 315kVA 单电源 */
  documentLine: string;
  holderName: string;
  /** Office in which the holder signs. */
  label: string;
  openedAt: Date;
  dueAt: Date;
  dueProvisional: boolean;
  /** 审批, or 提意见. */
  asked: string;
  /** How far the holder's card has come. */
  card: Delivery | undefined;
  /** Of whom the holder has asked an answer that has not come, and since when. */
  awaited: { of: string; since: Date } | undefined;
}

/** A question that waits for an answer, as one line. */
export interface QuestionLine extends Pick<
  TaskLine,
  "caseNo" | "customerName" | "version" | "documentLine"
> {
  byName: string;
  text: string;
}

/** Who has returned, rejected, withdrawn or revoked it, when and why. */
export interface Refused {
  byName: string;
  at: Date;
  reason: string;
}

/** One approval of a case, as far as an answer tells of it. */
export interface ApprovalLine {
  caseNo: CaseNo;
  customerName: string;
  /** 供电方案 or 配套电网投资 */
  kind: string;
  documentVersion: number;
  version: string;
  documentLine: string;
  status: Approval["status"];
  round: number;
  waiting: readonly TaskLine[];
  /** What rules have decided in this round, a line each. */
  automatic: readonly string[];
  approvedAt: Date | undefined;
  returned: Refused | undefined;
  rejected: Refused | undefined;
  withdrawn: Refused | undefined;
  /** Who asked for its revocation, while that is decided and once it was agreed to; when that came to its end. */
  revoked: (Refused & { endedAt: Date | undefined }) | undefined;
  /** It was revoked, and nobody has registered that the customer knows. */
  isCustomerUntold: boolean;
  /** It decides about a revocation, not about a document. */
  isRevocation: boolean;
  submitterName: string;
}

export interface StageLine {
  name: string;
  dueAt: Date | undefined;
  dueProvisional: boolean;
}

/** Everything that the answer about one case may tell. */
export interface CaseAnswer {
  caseNo: CaseNo;
  customerName: string;
  stages: readonly StageLine[];
  approvals: readonly ApprovalLine[];
}

/** One of several cases that a question may have meant. */
export interface CandidateLine {
  caseNo: CaseNo;
  customerName: string;
  /** Names of the running stages; empty when the case is done. */
  stageNames: readonly string[];
}

/** Reads an answer out of a case file. */
export function caseAnswerOf(file: CaseFile, organisation: Organisation): CaseAnswer {
  const { caseNo, customerName } = file.connectionCase;
  const stages = file.stages.filter((stage) => stage.status === "running");
  const approvals = file.approvals.map((one) => approvalLineOf(file, one, organisation));
  return { caseNo, customerName, stages, approvals };
}

export function candidateLineOf(file: CaseFile): CandidateLine {
  const { caseNo, customerName } = file.connectionCase;
  const running = file.stages.filter((stage) => stage.status === "running");
  return { caseNo, customerName, stageNames: running.map((stage) => stage.name) };
}

export function approvalLineOf(
  file: CaseFile,
  approval: Approval,
  organisation: Organisation,
): ApprovalLine {
  return {
    ...subjectLine(file, approval),
    kind: purposeText(approval),
    documentVersion: approval.documentVersion,
    status: approval.status,
    round: approval.round,
    waiting: askingTasks(approval).map((task) =>
      taskLineOf(file, { approval, task }, organisation),
    ),
    automatic: automaticLines(approval),
    approvedAt: APPROVED.has(approval.status) ? approval.closedAt : undefined,
    returned: refusedBy(returnOfVersion(approval, approval.documentVersion)),
    rejected: refusedBy(rejectionOf(approval)),
    withdrawn: withdrawnBy(approval),
    revoked: revokedBy(file, approval),
    isCustomerUntold: isCustomerUntold(approval),
    isRevocation: approval.revokes !== undefined,
    submitterName: nameOf(organisation, approval.submittedBy),
  };
}

function refusedBy(decision: Decision | undefined): Refused | undefined {
  if (decision === undefined) return undefined;
  const { committedAt: at, opinion } = decision;
  return { byName: signerName(decision), at, reason: opinion.text };
}

function withdrawnBy(approval: Approval): Refused | undefined {
  const act = withdrawalOf(approval);
  return act && { byName: shortName(act.name), at: act.at, reason: act.text };
}

const APPROVED: ReadonlySet<Approval["status"]> = new Set(["approved", "revoking", "revoked"]);

function revokedBy(file: CaseFile, approval: Approval): ApprovalLine["revoked"] {
  if (approval.status !== "revoking" && approval.status !== "revoked") return undefined;
  const revocation = revocationOf(file, approval);
  const act = revocation && revokeActOf(revocation);
  return (
    act && {
      byName: shortName(act.name),
      at: act.at,
      reason: act.text,
      endedAt: revocation.closedAt,
    }
  );
}

export function taskLineOf(
  file: CaseFile,
  { approval, task }: { approval: Approval; task: Task },
  organisation: Organisation,
): TaskLine {
  const asked = openQuestionOf(approval, task)?.asked;
  return {
    ...subjectLine(file, approval),
    holderName: holderName(organisation, approval, task),
    label: officeText(approval, task),
    openedAt: task.openedAt,
    dueAt: task.dueAt,
    dueProvisional: nodeOfTask(approval, task)?.dueProvisional ?? false,
    asked: askedText(approval, task),
    card: deliveryOfTask(file, task.id),
    awaited: asked && {
      of: nameOf(organisation, asked.to ?? approval.submittedBy),
      since: asked.at,
    },
  };
}

/** A question that waits for somebody's answer, as one line of an answer; undefined where none waits. */
export function questionLineOf(
  file: CaseFile,
  { approval, task }: { approval: Approval; task: Task },
): QuestionLine | undefined {
  const asked = openQuestionOf(approval, task)?.asked;
  return (
    asked && { ...subjectLine(file, approval), byName: shortName(asked.name), text: asked.text }
  );
}

function subjectLine(file: CaseFile, approval: Approval) {
  const { caseNo, customerName } = file.connectionCase;
  const document = documentOf(file, approval);
  return {
    caseNo,
    customerName,
    version: purposeVersionText(approval, approval.documentVersion),
    documentLine: document === undefined ? "" : documentLine(document),
  };
}
