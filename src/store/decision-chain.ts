import { randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import type { ChainLink } from "../domain/audit/decision-chain.ts";
import { toDecision, type Row } from "./case-rows.ts";
import type { Tables } from "./tables.ts";

export function toLink(row: Row<"decisions">): ChainLink {
  return {
    decision: toDecision(row),
    caseId: row.case_id as ChainLink["caseId"],
    approvalId: row.approval_id as ChainLink["approvalId"],
    chainNo: row.chain_no,
    personalSalt: row.personal_salt,
    personalHash: row.personal_hash,
    previousHash: row.previous_hash,
    chainHash: row.chain_hash,
  };
}

export function rowOfLink(link: ChainLink): Insertable<Tables["decisions"]> {
  const { decision } = link;
  return {
    task_id: decision.taskId,
    case_id: link.caseId,
    approval_id: link.approvalId,
    chain_no: link.chainNo,
    round: decision.round,
    node_id: decision.nodeId,
    verb: decision.verb,
    opinion_code: decision.opinion.code,
    opinion_text: decision.opinion.text,
    decided_by: decision.decidedBy,
    name: decision.name,
    position: decision.position,
    department: decision.department,
    channel: decision.channel,
    document_version: decision.documentVersion,
    document_hash: decision.documentHash,
    shown_hash: decision.shownHash,
    event_at: decision.eventAt,
    committed_at: decision.committedAt,
    principal_userid: decision.onBehalfOf?.principal ?? null,
    principal_name: decision.onBehalfOf?.name ?? null,
    batch_id: decision.batchId ?? null,
    grant_id: decision.onBehalfOf?.grantId ?? null,
    return_to: decision.returnTo ?? null,
    resume: decision.resume ?? null,
    by_rule: decision.byRule === undefined ? null : JSON.stringify(decision.byRule),
    owner_userid: decision.override?.owner ?? null,
    owner_name: decision.override?.ownerName ?? null,
    confirmed_by: decision.override?.confirmedBy ?? null,
    confirmed_name: decision.override?.confirmedName ?? null,
    personal_salt: link.personalSalt,
    personal_hash: link.personalHash,
    previous_hash: link.previousHash,
    chain_hash: link.chainHash,
  };
}

export function newSalt(): string {
  return randomUUID().replaceAll("-", "");
}
