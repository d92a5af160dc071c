import type { CaseView } from "../../actions/inputs.ts";
import { takeBackOf } from "../../domain/approval/act.ts";
import type { Approval, ApprovalNode, Decision } from "../../domain/approval/instance.ts";
import { signatureOf } from "../../domain/approval/tasks.ts";
import type { CaseDocument } from "../../domain/case/document.ts";
import type { ConnectionCase, Stage } from "../../domain/case/connection-case.ts";

/** A case as the API tells it; instants become ISO 8601 in UTC. Cards and other inner workings stay inside. */
export function caseJson({ file, asOf }: CaseView): object {
  return {
    ...headJson(file.connectionCase),
    asOf,
    stages: file.stages.map(stageJson),
    documents: file.documents.map(documentJson),
    approvals: file.approvals.map(approvalJson),
  };
}

function headJson(one: ConnectionCase): object {
  const { caseNo, customerName, address, customerClass, requestKind } = one;
  const { gridManager, worksManager, branch, acceptedAt } = one;
  return {
    caseNo,
    customerName,
    address,
    customerClass,
    requestKind,
    gridManager,
    worksManager,
    branch,
    acceptedAt,
  };
}

function stageJson({ id, name, status, startedAt, dueAt, dueProvisional, finishedAt }: Stage) {
  return { id, name, status, startedAt, dueAt, dueProvisional, finishedAt };
}

function documentJson({
  kind,
  version,
  submittedBy,
  submittedAt,
  contentHash,
  content,
  attachments,
}: CaseDocument) {
  return { kind, version, submittedBy, submittedAt, contentHash, content, attachments };
}

function approvalJson(approval: Approval): object {
  const { id, kind, flowId, flowVersion, status, round, documentVersion } = approval;
  return {
    approvalId: id,
    kind,
    flowId,
    flowVersion,
    status,
    round,
    version: documentVersion,
    previousApprovalId: approval.previousApprovalId,
    revokes: approval.revokes,
    submittedBy: approval.submittedBy,
    startedAt: approval.startedAt,
    closedAt: approval.closedAt,
    nodes: approval.nodes.map((node) => nodeJson(node, approval)),
  };
}

function nodeJson(node: ApprovalNode, approval: Approval): object {
  const { round, nodeId, name, mode, status, openedAt, dueAt, dueProvisional, closedAt } = node;
  const isOfNode = (one: { round: number; nodeId: string }) =>
    one.round === round && one.nodeId === nodeId;
  const kept = approval.tasks.filter(
    (task) =>
      isOfNode(task) && task.status === "kept" && takeBackOf(approval, task.id) === undefined,
  );
  const waitingFor = approval.tasks.filter((task) => isOfNode(task) && task.status === "pending");
  return {
    round,
    nodeId,
    name,
    mode: mode.rule,
    status,
    openedAt,
    dueAt,
    dueProvisional,
    closedAt,
    recalled: node.recalled !== undefined,
    sampleOf: node.sampleOf,
    waitingFor: waitingFor.map(({ holder, label, onBehalfOf }) => ({
      userid: holder,
      office: label,
      onBehalfOf: onBehalfOf?.principal,
    })),
    kept: kept
      .flatMap((task) => signatureOf(approval, task) ?? [])
      .map((one) => decisionJson(one, approval)),
    decisions: approval.decisions.filter(isOfNode).map((one) => decisionJson(one, approval)),
  };
}

function decisionJson(decision: Decision, approval: Approval): object {
  const { verb, opinion, decidedBy, name, position, department, channel } = decision;
  const { documentVersion, documentHash, committedAt, override } = decision;
  return {
    verb,
    opinion: opinion.text,
    decidedBy,
    name,
    onBehalfOf: decision.onBehalfOf?.principal,
    override: override && {
      owner: override.owner,
      ownerName: override.ownerName,
      confirmedBy: override.confirmedBy,
      confirmedName: override.confirmedName,
    },
    position,
    department,
    channel,
    byRule: decision.byRule,
    version: documentVersion,
    documentHash,
    decidedAt: committedAt,
    returnTo: decision.returnTo,
    resume: decision.resume,
    takenBackAt: takeBackOf(approval, decision.taskId)?.at,
  };
}
