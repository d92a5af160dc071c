import { isOpinionTask, reasonNow } from "../domain/approval/added-tasks.ts";
import type { Approval, Decision, Task } from "../domain/approval/instance.ts";
import { decisionOfTask, groupsOfTask, tasksOfSeat } from "../domain/approval/tasks.ts";
import { decisionThatCancelled } from "../domain/approval/votes.ts";
import type { Delivery } from "../domain/card-life.ts";
import { approvalOf, documentOf, type CaseFile } from "../domain/case-file.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import type { CaseNo, StaffId } from "../domain/ids.ts";
import { presentOrFormer, type Organisation } from "../domain/people/organisation.ts";
import type { DeciderNames, SignedVerb } from "../domain/outcome.ts";
import { dayOn } from "../domain/time/china-time.ts";
import { documentLine, kindText, versionText } from "./document-words.ts";
import { fitChars, plain } from "./fit.ts";

/** Longest name shown inside a sentence. */
const NAME_MAX_CHARS = 12;

/** A person's name for a sentence; the userid when the organisation does not know them. */
export function nameOf(organisation: Organisation, userid: string): string {
  return shortName(presentOrFormer(organisation, userid)?.name ?? userid);
}

/** Who decided, and for whom: 李四（代 张三）, or 王五（越权处理，代 张三，赵六 确认）. */
export function signerName({
  name,
  onBehalfOf,
  override,
}: Pick<Decision, "name" | "onBehalfOf" | "override">): string {
  return deciderName({
    byName: name,
    ...(onBehalfOf === undefined ? {} : { forName: onBehalfOf.name }),
    ...(override === undefined ? {} : { override }),
  });
}

/** The same where only the names are known. */
export function deciderName({ byName, forName, override }: DeciderNames): string {
  const by = shortName(byName);
  if (override !== undefined) {
    const { ownerName, confirmedName } = override;
    return `${by}（越权处理，代 ${shortName(ownerName)}，${shortName(confirmedName)} 确认）`;
  }
  return forName === undefined ? by : `${by}（代 ${shortName(forName)}）`;
}

/** Who is asked: 李四（代 张三，本人休假至 10-12）; 张三（休假至 10-12） where they may decide themselves too. */
export function holderName(organisation: Organisation, approval: Approval, task: Task): string {
  const name = nameOf(organisation, task.holder);
  const { onBehalfOf } = task;
  if (onBehalfOf !== undefined) {
    const { principal, until } = onBehalfOf;
    return `${name}（代 ${nameOf(organisation, principal)}，本人休假至 ${lastDayText(until)}）`;
  }
  const shared = tasksOfSeat(approval, task).find(
    (one) => one.status === "pending" && one.onBehalfOf?.principal === task.holder,
  )?.onBehalfOf;
  return shared === undefined ? name : `${name}（休假至 ${lastDayText(shared.until)}）`;
}

/** The last day of a leave that ends without the moment given, as 10-12. */
export function lastDayText(until: Date): string {
  return dayOn(new Date(until.getTime() - 1)).slice(5);
}

export function shortName(name: string): string {
  return fitChars(name, NAME_MAX_CHARS);
}

const VERBS: Readonly<Record<SignedVerb, string>> = {
  approve: "同意",
  return: "退回",
  reject: "否决",
  disagree: "不同意",
};

export function verbText(verb: SignedVerb): string {
  return VERBS[verb];
}

/** What an approval is about, as far as its words depend on it. */
export interface Purpose {
  kind: Approval["kind"];
  revokes?: Approval["revokes"] | undefined;
}

type State = Pick<Approval, "status"> & Pick<Purpose, "revokes">;

const STATES: Readonly<Record<Approval["status"], string>> = {
  running: "审批中",
  wait_revision: "已退回，待修改",
  approved: "审批通过",
  rejected: "已否决",
  withdrawn: "已撤回",
  revoking: "审批通过，撤销审批中",
  revoked: "已撤销",
};

/** Of what decides about a revocation: its end is none of a document. */
const REVOCATION_STATES: Readonly<Partial<Record<Approval["status"], string>>> = {
  running: "撤销审批中",
  approved: "已同意撤销",
  rejected: "未同意撤销",
  withdrawn: "撤销申请已撤回",
};

/** How an approval stands, in a word. */
export function approvalStateText({ status, revokes }: State): string {
  const ofRevocation = revokes === undefined ? undefined : REVOCATION_STATES[status];
  return ofRevocation ?? STATES[status];
}

/** What an approval is about: 供电方案, or 撤销供电方案. */
export function purposeText({ kind, revokes }: Purpose): string {
  return `${revokes === undefined ? "" : "撤销"}${kindText(kind)}`;
}

/** The same with a version, in short: 方案 v2, or 撤销方案 v2. */
export function purposeVersionText({ kind, revokes }: Purpose, version: number): string {
  return `${revokes === undefined ? "" : "撤销"}${versionText(kind, version)}`;
}

/** Behind whoever is awaited: that their card is not there; nothing when it is, or when there is none to be sent. */
export function cardNote(delivery: Delivery | undefined): string {
  if (delivery === "undeliverable") return "，卡片未送达";
  return delivery === "under-way" ? "，卡片发送中" : "";
}

/** What whoever is asked has to do. */
export function askedText(approval: Approval, task: Task): string {
  return isOpinionTask(approval, task) ? "提意见" : "审批";
}

/** Office in which somebody is asked, or the groups that they speak for with one signature. */
export function officeText(approval: Approval, task: Task): string {
  const groups = groupsOfTask(approval, task);
  return plain(groups.length === 0 ? task.label : `代表 ${groups.join("、")}`);
}

/** Case and version that a task is about, e.g. BZ-2026-000123 方案 v2, or 撤销方案 v2. */
export function subjectOf(file: CaseFile, approval: Approval, round = approval.round): string {
  const version = versionOfRound(approval, round);
  return `${plain(file.connectionCase.caseNo)} ${purposeVersionText(approval, version)}`;
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

/** The version that was asked about before: in a round before, or in the approval that ended without an outcome. */
export function documentBefore(
  file: CaseFile,
  approval: Approval,
  round: number,
): CaseDocument | undefined {
  const version = versionOfRound(approval, round);
  const earlier = approval.nodes.filter(({ documentVersion }) => documentVersion < version);
  const before = earlier.at(-1);
  if (before !== undefined) return documentOfRound(file, approval, before.round);
  const id = approval.previousApprovalId;
  const former = id === undefined ? undefined : approvalOf(file, id);
  return former && documentOf(file, former);
}

/** Submitter and both managers, each once. */
export function concernedIn({ connectionCase }: CaseFile, { submittedBy }: Approval): StaffId[] {
  const { gridManager, worksManager } = connectionCase;
  return [...new Set([submittedBy, gridManager, worksManager])];
}

/** The decision that ended a task: its own, or the one that made it needless. */
export function decisionThatClosed(approval: Approval, task: Task): Decision | undefined {
  const own = decisionOfTask(approval, task.id);
  const reason = reasonNow(approval, task);
  if (own !== undefined || reason === undefined) return own;
  return decisionThatCancelled(approval, task, reason);
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
