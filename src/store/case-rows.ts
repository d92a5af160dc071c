import type { Selectable } from "kysely";
import type { Act } from "../domain/approval/act.ts";
import type {
  Approval,
  ApprovalNode,
  Copy,
  Decision,
  FiredRung,
  Task,
} from "../domain/approval/instance.ts";
import type { Card } from "../domain/case-file.ts";
import type { ApprovalId } from "../domain/ids.ts";
import type { ConnectionCase, Stage } from "../domain/case/connection-case.ts";
import type { Reading } from "../domain/case/attachment.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import { modeFromText } from "./node-mode.ts";
import type { Tables } from "./tables.ts";

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;

// Rows were written from these very types, so the casts below only give them back their names.

export function toCase(row: Row<"cases">): ConnectionCase {
  return {
    id: row.id as ConnectionCase["id"],
    caseNo: row.case_no as ConnectionCase["caseNo"],
    customerName: row.customer_name,
    address: row.address,
    customerClass: row.customer_class as ConnectionCase["customerClass"],
    requestKind: row.request_kind as ConnectionCase["requestKind"],
    gridManager: row.grid_manager as ConnectionCase["gridManager"],
    worksManager: row.works_manager as ConnectionCase["worksManager"],
    branch: row.branch ?? undefined,
    openedBy: row.opened_by,
    acceptedAt: row.accepted_at,
  };
}

export function toStage(row: Row<"stages">): Stage {
  return {
    id: row.stage_id,
    name: row.name,
    status: row.status as Stage["status"],
    startedAt: row.started_at ?? undefined,
    dueAt: row.due_at ?? undefined,
    dueProvisional: row.due_provisional === 1,
    finishedAt: row.finished_at ?? undefined,
  };
}

export function toDocument(row: Row<"documents">): CaseDocument {
  return {
    kind: row.kind as CaseDocument["kind"],
    version: row.version,
    content: row.content,
    attachments: row.attachments ?? [],
    contentHash: row.content_hash,
    submittedBy: row.submitted_by as CaseDocument["submittedBy"],
    submittedAt: row.submitted_at,
  };
}

export function toNode(row: Row<"approval_nodes">): ApprovalNode {
  return {
    round: row.round,
    nodeId: row.node_id,
    name: row.name,
    mode: modeFromText(row.mode),
    documentVersion: row.document_version,
    seats: row.seats,
    status: row.status as ApprovalNode["status"],
    openedAt: row.opened_at,
    dueAt: row.due_at,
    dueProvisional: row.due_provisional === 1,
    ladderId: row.ladder_id,
    reviewFields: row.review_fields ?? undefined,
    closedAt: row.closed_at ?? undefined,
    ...recallOf(row),
    ...(row.sample_of === null ? {} : { sampleOf: row.sample_of }),
    ...(row.on_timeout === null ? {} : { onTimeout: row.on_timeout }),
    ...(row.undo_seconds === null ? {} : { undoSeconds: row.undo_seconds }),
  };
}

function recallOf(row: Row<"approval_nodes">): Pick<ApprovalNode, "recalled"> {
  const { recalled_by: by, recall_keeps: keeps } = row;
  return by === null ? {} : { recalled: { by: by as Task["id"], keeps: keeps === 1 } };
}

export function toTask(row: Row<"tasks">): Task {
  return {
    id: row.id as Task["id"],
    round: row.round,
    nodeId: row.node_id,
    seatNo: row.seat_no,
    holder: row.holder as Task["holder"],
    label: row.label,
    status: row.status as Task["status"],
    cancelReason: (row.cancel_reason ?? undefined) as Task["cancelReason"],
    keptFrom: (row.kept_from ?? undefined) as Task["keptFrom"],
    openedAt: row.opened_at,
    dueAt: row.due_at,
    closedAt: row.closed_at ?? undefined,
    ...(row.left_at === null ? {} : { leftAt: row.left_at }),
    ...taskBehalf(row),
  };
}

function taskBehalf(row: Row<"tasks">): Pick<Task, "onBehalfOf"> {
  const { principal_userid: principal, grant_id: grantId, leave_until: until } = row;
  if (principal === null || grantId === null || until === null) return {};
  return { onBehalfOf: { principal: principal as Task["holder"], grantId, until } };
}

export function toDecision(row: Row<"decisions">): Decision {
  return {
    taskId: row.task_id as Decision["taskId"],
    round: row.round,
    nodeId: row.node_id,
    verb: row.verb as Decision["verb"],
    opinion: { code: row.opinion_code, text: row.opinion_text },
    decidedBy: row.decided_by as Decision["decidedBy"],
    name: row.name,
    position: row.position,
    department: row.department,
    channel: row.channel as Decision["channel"],
    documentVersion: row.document_version,
    documentHash: row.document_hash,
    shownHash: row.shown_hash,
    eventAt: row.event_at,
    committedAt: row.committed_at,
    ...(row.batch_id === null ? {} : { batchId: row.batch_id }),
    ...decisionBehalf(row),
    ...decisionOverride(row),
    ...wayBack(row),
    ...(row.by_rule === null ? {} : { byRule: row.by_rule }),
  };
}

function wayBack(row: Row<"decisions">): Pick<Decision, "returnTo" | "resume"> {
  const { return_to: returnTo, resume } = row;
  return {
    ...(returnTo === null ? {} : { returnTo }),
    ...(resume === null ? {} : { resume: resume as NonNullable<Decision["resume"]> }),
  };
}

function decisionOverride(row: Row<"decisions">): Pick<Decision, "override"> {
  const { owner_userid: owner, confirmed_by: confirmedBy } = row;
  if (owner === null || confirmedBy === null) return {};
  const override = {
    owner: owner as Decision["decidedBy"],
    ownerName: row.owner_name ?? "",
    confirmedBy: confirmedBy as Decision["decidedBy"],
    confirmedName: row.confirmed_name ?? "",
  };
  return { override };
}

function decisionBehalf(row: Row<"decisions">): Pick<Decision, "onBehalfOf"> {
  const { principal_userid: principal, principal_name: name, grant_id: grantId } = row;
  if (principal === null || grantId === null) return {};
  // The name goes with the signer's when personal data are erased.
  const onBehalfOf = { principal: principal as Decision["decidedBy"], name: name ?? "", grantId };
  return { onBehalfOf };
}

export function toFiredRung(row: Row<"fired_rungs">): FiredRung {
  return {
    taskId: row.task_id as FiredRung["taskId"],
    round: row.round,
    ladder: row.ladder,
    rungId: row.rung_id,
    firedAt: row.fired_at,
    result: row.result as FiredRung["result"],
  };
}

export function toAct(row: Row<"acts">): Act {
  return {
    kind: row.kind as Act["kind"],
    round: row.round,
    taskId: (row.task_id ?? undefined) as Act["taskId"],
    until: row.until_at ?? undefined,
    to: (row.to_userid ?? undefined) as Act["to"],
    ...(row.choice === null ? {} : { choice: row.choice }),
    nextTaskId: (row.next_task_id ?? undefined) as Act["nextTaskId"],
    signers: row.signers ?? undefined,
    by: row.by_userid as Act["by"],
    name: row.name,
    position: row.position,
    department: row.department,
    text: row.words,
    at: row.done_at,
  };
}

export function toReading(row: Row<"readings">): Reading {
  return { by: row.userid as Reading["by"], sha256: row.sha256, at: row.opened_at };
}

export function toCopy(row: Row<"copies">): Copy {
  return {
    to: row.to_userid as Copy["to"],
    source: row.source as Copy["source"],
    by: (row.by_userid ?? undefined) as Copy["by"],
    at: row.made_at,
    readAt: row.read_at ?? undefined,
  };
}

export function toCard(row: Row<"cards">): Card {
  return {
    id: row.id as Card["id"],
    taskId: row.task_id as Card["taskId"],
    to: row.to_userid as Card["to"],
    madeAt: row.made_at,
    shownHash: row.shown_hash,
    sentAt: row.sent_at ?? undefined,
    undeliverableAt: row.undeliverable_at ?? undefined,
  };
}

/** An approval from its own row and those rows of the case that belong to it. */
export function toApproval(
  row: Row<"approvals">,
  parts: {
    approval_nodes: Row<"approval_nodes">[];
    tasks: Row<"tasks">[];
    decisions: Row<"decisions">[];
    fired_rungs: Row<"fired_rungs">[];
    acts: Row<"acts">[];
    copies: Row<"copies">[];
  },
): Approval {
  const own = (part: { approval_id: string }): boolean => part.approval_id === row.id;
  return {
    id: row.id as Approval["id"],
    caseId: row.case_id as Approval["caseId"],
    kind: row.kind as Approval["kind"],
    flowId: row.flow_id,
    flowVersion: row.flow_version,
    status: row.status as Approval["status"],
    round: row.round,
    documentVersion: row.document_version,
    submittedBy: row.submitted_by as Approval["submittedBy"],
    previousApprovalId: (row.previous_approval_id ?? undefined) as Approval["previousApprovalId"],
    // Written by a version of the program that knew of no keeping: what was signed before counts for nothing.
    flowSinceVersion: row.flow_since_version ?? row.document_version,
    ...revokesOf(row),
    startedAt: row.started_at,
    closedAt: row.closed_at ?? undefined,
    nodes: parts.approval_nodes.filter(own).map(toNode),
    tasks: parts.tasks.filter(own).map(toTask),
    decisions: parts.decisions.filter(own).map(toDecision),
    firedRungs: parts.fired_rungs.filter(own).map(toFiredRung),
    acts: parts.acts.filter(own).map(toAct),
    copies: parts.copies.filter(own).map(toCopy),
  };
}

export function revokesOf({
  revokes_approval_id: id,
}: Pick<Row<"approvals">, "revokes_approval_id">): Pick<Approval, "revokes"> {
  return id === null ? {} : { revokes: id as ApprovalId };
}
