import { lastAddingBy, reasonNow, removalOf } from "../domain/approval/added-tasks.ts";
import { takeBackOf, withdrawalOf, type Act } from "../domain/approval/act.ts";
import { handoverOf, receiverOf } from "../domain/approval/handover.ts";
import type { Approval, Decision, Task } from "../domain/approval/instance.ts";
import { currentNodes, decisionOfTask } from "../domain/approval/tasks.ts";
import { isAskedAgain, isOfOlderVersion } from "../domain/approval/why-not-decide.ts";
import { whyNotWithdraw } from "../domain/approval/withdraw.ts";
import { undoUntil } from "../domain/approval/undo.ts";
import { returnOver } from "../domain/approval/votes.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CancelReason } from "../domain/outcome.ts";
import type { Organisation } from "../domain/people/organisation.ts";
import { decisionThatClosed, nameOf, shortName, signerName, verbText } from "./approval-words.ts";
import { fitChars, plain } from "./fit.ts";
import { shortMomentText, undoText } from "./moments.ts";
import { nodeReturnedTo } from "./return-words.ts";

/** What a card has to say to one viewer; derived from the task, never stored. */
export type CardState =
  | { kind: "asks" }
  | { kind: "decided-by-you"; decision: Decision; outcome: Outcome }
  | { kind: "decided-by-other"; decision: Decision }
  | { kind: "closed-by-other"; decision: Decision }
  | { kind: "sent-back"; decision: Decision; node: string }
  | { kind: "withdrawn"; act: Act }
  | { kind: "transferred"; to: StaffId; act: Act }
  /** Others are heard first, at the wish of the holder. */
  | { kind: "waits"; act: Act }
  | { kind: "removed"; act: Act }
  | { kind: "newer-version"; latestVersion: number; isAskedAgain: boolean }
  | { kind: "closed"; reason: CancelReason | undefined }
  | { kind: "stale" };

/** How the round of a decided task has gone on since. */
type Outcome =
  | { kind: "open"; undoUntil?: Date | undefined }
  | { kind: "approved" }
  | { kind: "revoking" }
  | { kind: "revoked" }
  /** The signer agreed to that. */
  | { kind: "agreed-to-revoke" }
  | { kind: "rejected" }
  | { kind: "not-revoked" }
  | { kind: "returned"; decision: Decision }
  | { kind: "withdrawn"; act: Act }
  | { kind: "taken-back"; act: Act }
  | { kind: "kept"; latestVersion: number }
  | { kind: "newer-version"; latestVersion: number };

/**
 * The state of a task for one viewer.
 *
 * @param isReplaced a newer card of the same task exists, so this one no longer asks.
 */
export function cardStateOf(
  approval: Approval,
  task: Task,
  { viewer, isReplaced }: { viewer: StaffId; isReplaced: boolean },
): CardState {
  const own = decisionOfTask(approval, task.id);
  if (own !== undefined) {
    return own.decidedBy === viewer
      ? { kind: "decided-by-you", decision: own, outcome: outcomeSince(approval, own) }
      : { kind: "decided-by-other", decision: own };
  }
  if (isOfOlderVersion(approval, task)) return olderState(approval, task);
  if (task.status !== "pending") return closedState(approval, task);
  return isReplaced ? { kind: "stale" } : { kind: "asks" };
}

/** The version was never decided by its viewer; there is a newer one, or all of it has ended. */
function olderState(approval: Approval, task: Task): CardState {
  const withdrawn = withdrawalOf(approval);
  if (withdrawn !== undefined) return { kind: "withdrawn", act: withdrawn };
  if (whyNotWithdraw(approval) !== undefined) return { kind: "closed", reason: undefined };
  const { documentVersion: latestVersion } = approval;
  return { kind: "newer-version", latestVersion, isAskedAgain: isAskedAgain(approval, task) };
}

function closedState(approval: Approval, task: Task): CardState {
  const handover = handoverOf(approval, task.id);
  const receiver = receiverOf(approval, task.id);
  if (handover !== undefined && receiver !== undefined) {
    return { kind: "transferred", to: receiver.holder, act: handover };
  }
  const reason = reasonNow(approval, task);
  const isWaiting = approval.status === "running" && reason === "signers-added";
  const adding = isWaiting ? lastAddingBy(approval, task, task.closedAt) : undefined;
  if (adding !== undefined) return { kind: "waits", act: adding };
  const removal = reason === "signer-removed" ? removalOf(approval, task) : undefined;
  if (removal !== undefined) return { kind: "removed", act: removal };
  const withdrawn = WITHDRAWN.has(task.cancelReason) ? withdrawalOf(approval) : undefined;
  if (withdrawn !== undefined) return { kind: "withdrawn", act: withdrawn };
  const decision = decisionThatClosed(approval, task);
  if (decision === undefined) return { kind: "closed", reason };
  const node = nodeReturnedTo(approval, decision);
  return node === undefined
    ? { kind: "closed-by-other", decision }
    : { kind: "sent-back", decision, node };
}

/** A withdrawal also ends the wait of whoever waited for others. */
const WITHDRAWN: ReadonlySet<Task["cancelReason"]> = new Set(["withdrawn", "signers-added"]);

function outcomeSince(approval: Approval, own: Decision): Outcome {
  if (own.verb === "return") return { kind: "open" };
  const taken = takeBackOf(approval, own.taskId);
  if (taken !== undefined) return { kind: "taken-back", act: taken };
  const { documentVersion: latestVersion } = approval;
  const kept = keptTaskOf(approval, own);
  if (kept !== undefined) {
    const act = takeBackOf(approval, kept.id);
    return act === undefined ? { kind: "kept", latestVersion } : { kind: "taken-back", act };
  }
  if (own.documentVersion < latestVersion) return { kind: "newer-version", latestVersion };
  const node = nodeOfDecision(approval, own);
  const decision = node && returnOver(approval, node);
  const isOver = node?.recalled === undefined;
  const ended = isOver ? endOf(approval) : undefined;
  if (ended !== undefined) return ended;
  if (decision !== undefined) return { kind: "returned", decision };
  const act = withdrawalOf(approval);
  return act === undefined
    ? { kind: "open", undoUntil: undoUntil(approval, own) }
    : { kind: "withdrawn", act };
}

/** The end of an approval; that of a revocation in its own words. */
function endOf({ status, revokes }: Approval): Outcome | undefined {
  switch (status) {
    case "approved":
      return { kind: revokes === undefined ? "approved" : "agreed-to-revoke" };
    case "rejected":
      return { kind: revokes === undefined ? "rejected" : "not-revoked" };
    case "revoking":
    case "revoked":
      return { kind: status };
    case "running":
    case "wait_revision":
    case "withdrawn":
      return undefined;
  }
}

function nodeOfDecision({ nodes }: Approval, own: Decision) {
  return nodes.find(({ round, nodeId }) => round === own.round && nodeId === own.nodeId);
}

/** The task for which a signature of an earlier round stands now. */
function keptTaskOf(approval: Approval, { taskId }: Decision): Task | undefined {
  const nodes = currentNodes(approval);
  return approval.tasks.findLast(({ keptFrom, round, nodeId }) => {
    return keptFrom === taskId && nodes.some((one) => one.round === round && one.nodeId === nodeId);
  });
}

/** The words in place of the buttons; undefined while the card asks. */
export function closingText(
  state: CardState,
  { organisation, now }: { organisation: Organisation; now: Date },
): string | undefined {
  switch (state.kind) {
    case "asks":
      return undefined;
    case "decided-by-you":
      return `${doneText(state.decision, now)}${outcomeText(state.outcome, now)}`;
    case "decided-by-other":
    case "closed-by-other":
      if (state.decision.byRule !== undefined) return byRuleText(state.decision, now);
      return `已由 ${signerName(state.decision)} ${verbText(state.decision.verb)} ${shortMomentText(state.decision.committedAt, now)}，${untouchedText(state.decision)}`;
    case "sent-back":
      return `已由 ${signerName(state.decision)} 退回至“${fitChars(plain(state.node), 10)}” ${shortMomentText(state.decision.committedAt, now)}，轮到您时另发新卡`;
    case "withdrawn":
      return `${withdrawnText(state.act, now)}，未经您处理`;
    case "transferred":
      return `已转办给 ${nameOf(organisation, state.to)} ${shortMomentText(state.act.at, now)}`;
    case "waits":
      return waitsText(state.act, organisation, now);
    case "removed":
      return `已由 ${shortName(state.act.name)} 减签 ${shortMomentText(state.act.at, now)}，无需处理`;
    case "newer-version":
      return `方案已更新到 v${state.latestVersion}，${state.isAskedAgain ? "请看新卡" : "轮到您时另发新卡"}`;
    case "closed":
      return CLOSED[state.reason ?? "superseded"] ?? "此项审批已结束，无需处理";
    case "stale":
      return "此卡已过期，请看新卡";
  }
}

/** Where the reason says more than that it has ended. */
const CLOSED: Readonly<Partial<Record<CancelReason, string>>> = {
  "quorum-met": "本环节已达到通过条件，未经您处理",
  migrated: "审批流程已更新，此项按新流程办理",
  transferred: "此项已转办他人，无需处理",
  "taken-back": "前序意见已被拿回，暂无需处理",
  "taken-over": "超时未办，已提级由上级审批",
  left: "此项已改由他人审批",
  "delegation-start": "休假代理已开始，由代理人审批",
  "delegation-end": "休假代理已结束，已交还本人",
  "delegation-circle": "代理人相互代理，已交还本人",
  "delegation-untaken": "休假代理无人能办，已交还本人",
  "stand-in-changed": "代理已变更，改由他人审批",
  "signers-added": "加签意见已齐，请看新卡",
  "signers-heard": "加签意见已齐，未经您处理",
};

/** 超时视为同意（依据…） 14:03，未经您处理 */
function byRuleText({ opinion, committedAt }: Decision, now: Date): string {
  return `${opinion.text} ${shortMomentText(committedAt, now)}，未经您处理`;
}

/** 已请 吴昊、赵刚 先提意见 14:03，意见齐后另发新卡 */
function waitsText({ signers, at }: Act, organisation: Organisation, now: Date): string {
  const names = signers?.people.map((userid) => nameOf(organisation, userid)) ?? [];
  return `已请 ${names.join("、")} 先提意见 ${shortMomentText(at, now)}，意见齐后另发新卡`;
}

/** Who was asked for a vote and did not cast it reads that it was not cast for them either. */
function untouchedText({ verb }: Decision): string {
  return verb === "reject" ? "未经您处理" : "无需处理";
}

/** 已由 张伟 撤回 14:03 */
function withdrawnText({ name, at }: Act, now: Date): string {
  return `已由 ${shortName(name)} 撤回 ${shortMomentText(at, now)}`;
}

function doneText(decision: Decision, now: Date): string {
  return `已${verbText(decision.verb)} ${shortMomentText(decision.committedAt, now)}`;
}

const TAKEN: Readonly<Partial<Record<Act["kind"], string>>> = {
  "withdraw-kept": "撤回沿用",
  undo: "撤回",
};

function outcomeText(outcome: Outcome, now: Date): string {
  switch (outcome.kind) {
    case "open":
      return undoText(outcome.undoUntil, now);
    case "approved":
      return "，审批已通过";
    case "rejected":
      return "，审批已被否决";
    case "revoking":
      return "，审批已通过，撤销审批中";
    case "revoked":
    case "agreed-to-revoke":
      return "，审批已撤销";
    case "not-revoked":
      return "，未撤销";
    case "returned":
      return `，后由 ${signerName(outcome.decision)} 退回`;
    case "taken-back":
      return `，${shortMomentText(outcome.act.at, now)} ${TAKEN[outcome.act.kind] ?? "拿回"}，请看新卡`;
    case "withdrawn":
      return `，后由 ${shortName(outcome.act.name)} 撤回`;
    case "kept":
      return `，v${outcome.latestVersion} 沿用`;
    case "newer-version":
      return `，方案已更新到 v${outcome.latestVersion}`;
  }
}
