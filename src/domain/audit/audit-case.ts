import type { Approval, ApprovalNode, Task } from "../approval/instance.ts";
import { documentHash } from "../case/document-hash.ts";
import type { CaseDocument } from "../case/document.ts";
import { historyFaults, type CaseHistory, type HistoryFault } from "./case-history.ts";
import { firstBreak, type ChainFault, type ChainLink } from "./decision-chain.ts";
import { SYSTEM, type ApprovalId, type CaseId, type CaseNo, type TaskId } from "../ids.ts";

export interface AuditedTask extends Pick<Task, "id" | "round" | "nodeId" | "status"> {
  approvalId: ApprovalId;
}

export interface AuditedNode extends Pick<ApprovalNode, "round" | "nodeId" | "status"> {
  approvalId: ApprovalId;
}

/** What an audit looks at of one case. */
export interface CaseAudit {
  caseId: CaseId;
  /** Undefined when something is left of a case whose row is gone. */
  caseNo: CaseNo | undefined;
  /** By number. */
  links: readonly ChainLink[];
  history: CaseHistory;
  tasks: readonly AuditedTask[];
  nodes: readonly AuditedNode[];
  approvals: readonly Pick<Approval, "id" | "status">[];
  documents: readonly CaseDocument[];
}

/** Something about a case that the service cannot have written. */
export type AuditFault =
  | HistoryFault
  | { kind: "case-gone" }
  | { kind: "chain-broken"; link: ChainLink; fault: ChainFault }
  | { kind: "done-without-decision"; taskId: TaskId }
  /** Somebody is asked, by nothing that is still going on. */
  | { kind: "asked-in-vain"; taskId: TaskId }
  | { kind: "decision-without-task"; link: ChainLink }
  | { kind: "decision-without-approval"; link: ChainLink }
  /** Signed by nobody and by no rule, or by both. */
  | { kind: "decision-by-nobody"; link: ChainLink }
  | { kind: "approved-without-decision"; approvalId: ApprovalId }
  | { kind: "document-changed"; document: CaseDocument }
  /** Signed by its hash; no version of the case has that hash. */
  | { kind: "document-gone"; link: ChainLink };

/** Everything that does not fit in one case; of its chain the first broken link only, for what follows hangs on it. */
export function auditCase(audit: CaseAudit): AuditFault[] {
  const broken = firstBreak(audit.links);
  return [
    ...(audit.caseNo === undefined ? [{ kind: "case-gone" as const }] : []),
    ...(broken === undefined ? [] : [{ kind: "chain-broken" as const, ...broken }]),
    ...historyFaults(audit.caseId, audit.history),
    ...taskFaults(audit),
    ...askedInVain(audit),
    ...approvalFaults(audit),
    ...documentFaults(audit),
  ];
}

function taskFaults({ links, tasks }: CaseAudit): AuditFault[] {
  const decided = new Set<TaskId>(links.map(({ decision }) => decision.taskId));
  const undecided = tasks.filter(({ id, status }) => status === "done" && !decided.has(id));
  const strays = links.filter((link) => !tasks.some((task) => isTaskOf(task, link)));
  const nobodys = links.filter(({ decision: { byRule, decidedBy, channel } }) => {
    const isRule = [byRule !== undefined, decidedBy === SYSTEM, channel === "rule"];
    return new Set(isRule).size > 1;
  });
  return [
    ...nobodys.map((link) => ({ kind: "decision-by-nobody" as const, link })),
    ...undecided.map(({ id }) => ({ kind: "done-without-decision" as const, taskId: id })),
    ...strays.map((link) => ({ kind: "decision-without-task" as const, link })),
  ];
}

/** Whoever is asked is asked by an open node of an approval that runs. */
function askedInVain({ tasks, nodes, approvals }: CaseAudit): AuditFault[] {
  const running = approvals.filter(({ status }) => status === "running");
  const asking = nodes.filter(
    ({ status, approvalId }) => status === "open" && running.some(({ id }) => id === approvalId),
  );
  const isAsked = (task: AuditedTask) =>
    asking.some(
      ({ approvalId, round, nodeId }) =>
        approvalId === task.approvalId && round === task.round && nodeId === task.nodeId,
    );
  return tasks
    .filter((task) => task.status === "pending" && !isAsked(task))
    .map(({ id }) => ({ kind: "asked-in-vain" as const, taskId: id }));
}

function isTaskOf(task: AuditedTask, { decision, approvalId }: ChainLink): boolean {
  return (
    task.id === decision.taskId &&
    task.status === (decision.byRule === undefined ? "done" : "cancelled") &&
    task.approvalId === approvalId &&
    task.round === decision.round &&
    task.nodeId === decision.nodeId
  );
}

function approvalFaults({ links, approvals }: CaseAudit): AuditFault[] {
  const strays = links.filter(({ approvalId }) => !approvals.some(({ id }) => id === approvalId));
  const unsigned = approvals.filter(
    ({ id, status }) => APPROVED.has(status) && !isSignedInTheEnd(links, id),
  );
  return [
    ...strays.map((link) => ({ kind: "decision-without-approval" as const, link })),
    ...unsigned.map(({ id }) => ({ kind: "approved-without-decision" as const, approvalId: id })),
  ];
}

/** What was approved, whatever became of it. */
const APPROVED: ReadonlySet<Approval["status"]> = new Set(["approved", "revoking", "revoked"]);

/** Whether somebody approved after the last return; who is heard after that may have rejected. */
function isSignedInTheEnd(links: readonly ChainLink[], id: ApprovalId): boolean {
  const verbs = links.flatMap((link) => (link.approvalId === id ? link.decision.verb : []));
  return verbs.slice(verbs.lastIndexOf("return") + 1).includes("approve");
}

function documentFaults({ links, documents }: CaseAudit): AuditFault[] {
  const changed = documents.filter(({ content, attachments, contentHash }) => {
    return documentHash(content, attachments) !== contentHash;
  });
  const gone = links.filter(
    ({ decision }) =>
      !documents.some(
        ({ version, contentHash }) =>
          version === decision.documentVersion && contentHash === decision.documentHash,
      ),
  );
  return [
    ...changed.map((document) => ({ kind: "document-changed" as const, document })),
    ...gone.map((link) => ({ kind: "document-gone" as const, link })),
  ];
}
