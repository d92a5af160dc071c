import {
  decisionOfTask,
  type Approval,
  type Decision,
  type Task,
} from "../domain/approval/instance.ts";
import type { Delivery } from "../domain/card-life.ts";
import { documentOf, type CaseFile } from "../domain/case-file.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import type { CaseNo } from "../domain/ids.ts";
import { personOf, type Organisation } from "../domain/organisation.ts";
import type { Verb } from "../domain/outcome.ts";
import { documentLine, kindText, versionText } from "./document-words.ts";
import { fitChars, plain } from "./fit.ts";

/** Longest name shown inside a sentence. */
const NAME_MAX_CHARS = 12;

/** A person's name for a sentence; the userid when the organisation does not know them. */
export function nameOf(organisation: Organisation, userid: string): string {
  return shortName(personOf(organisation, userid)?.name ?? userid);
}

export function shortName(name: string): string {
  return fitChars(name, NAME_MAX_CHARS);
}

export function verbText(verb: Verb): string {
  return verb === "approve" ? "同意" : "退回";
}

/** Behind whoever is awaited: that their card is not there; nothing when it is, or when there is none to be sent. */
export function cardNote(delivery: Delivery | undefined): string {
  if (delivery === "undeliverable") return "，卡片未送达";
  return delivery === "under-way" ? "，卡片发送中" : "";
}

/** Case and version that a task is about, e.g. BZ-2026-000123 方案 v2. */
export function subjectOf(file: CaseFile, approval: Approval, round = approval.round): string {
  const version = versionOfRound(approval, round);
  return `${plain(file.connectionCase.caseNo)} ${versionText(approval.kind, version)}`;
}

/** The version that a round was about. */
export function versionOfRound(approval: Approval, round: number): number {
  const node = approval.nodes.find((one) => one.round === round);
  return node?.documentVersion ?? approval.documentVersion;
}

export function documentOfRound(
  file: CaseFile,
  approval: Approval,
  round: number,
): CaseDocument | undefined {
  const version = versionOfRound(approval, round);
  return file.documents.find((one) => one.kind === approval.kind && one.version === version);
}

/** Whom it is for and what it is, in two lines. */
export function factLines(file: CaseFile, approval: Approval): string[] {
  const document = documentOf(file, approval);
  return [
    `客户：${plain(file.connectionCase.customerName)}`,
    ...(document === undefined ? [] : [`${kindText(approval.kind)}：${documentLine(document)}`]),
  ];
}

/** The decision that ended a task: its own, the return of its round, or the one that was enough for its node. */
export function decisionThatClosed(approval: Approval, task: Task): Decision | undefined {
  const own = decisionOfTask(approval, task.id);
  if (own !== undefined || task.status === "pending") return own;
  return task.cancelReason === "any-one-decided"
    ? approval.decisions.findLast(
        (decision) => decision.round === task.round && decision.nodeId === task.nodeId,
      )
    : returnOfRound(approval, task.round);
}

/** The return that ended a round, if one did. */
export function returnOfRound(approval: Approval, round: number): Decision | undefined {
  return approval.decisions.find(
    (decision) => decision.round === round && decision.verb === "return",
  );
}

export function caseUrl(publicUrl: string, caseNo: CaseNo): string {
  return `${publicUrl.replace(/\/+$/, "")}/cases/${encodeURIComponent(caseNo)}`;
}

/** The list of what waits for whoever opens it. */
export function tasksUrl(publicUrl: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/tasks`;
}

/** A link as WeCom shows it in text messages. @source wecom:90236 */
export function linkText(url: string, words: string): string {
  return `<a href="${url}">${words}</a>`;
}
