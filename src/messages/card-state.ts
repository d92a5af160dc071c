import {
  decisionOfTask,
  type Approval,
  type Decision,
  type Task,
} from "../domain/approval/instance.ts";
import { returnOfRound } from "../domain/approval/votes.ts";
import type { StaffId } from "../domain/ids.ts";
import type { CancelReason } from "../domain/outcome.ts";
import type { Organisation } from "../domain/organisation.ts";
import { decisionThatClosed, nameOf, signerName, verbText } from "./approval-words.ts";
import { shortMomentText } from "./moments.ts";

/** What a card has to say to one viewer; derived from the task, never stored. */
export type CardState =
  | { kind: "asks" }
  | { kind: "decided-by-you"; decision: Decision; outcome: Outcome }
  | { kind: "decided-by-other"; decision: Decision }
  | { kind: "closed-by-other"; decision: Decision }
  | { kind: "superseded"; latestVersion: number }
  | { kind: "closed"; reason: CancelReason | undefined }
  | { kind: "not-yours"; holder: StaffId }
  | { kind: "stale" };

/** How the round of a decided task has gone on since. */
type Outcome =
  | { kind: "open" }
  | { kind: "approved" }
  | { kind: "rejected" }
  | { kind: "returned"; decision: Decision }
  | { kind: "superseded"; latestVersion: number };

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
  if (task.round < approval.round) {
    return { kind: "superseded", latestVersion: approval.documentVersion };
  }
  if (task.status !== "pending") return closedState(approval, task);
  if (task.holder !== viewer) return { kind: "not-yours", holder: task.holder };
  return isReplaced ? { kind: "stale" } : { kind: "asks" };
}

function closedState(approval: Approval, task: Task): CardState {
  const decision = decisionThatClosed(approval, task);
  return decision === undefined
    ? { kind: "closed", reason: task.cancelReason }
    : { kind: "closed-by-other", decision };
}

function outcomeSince(approval: Approval, own: Decision): Outcome {
  if (own.verb === "return") return { kind: "open" };
  if (own.round < approval.round) {
    return { kind: "superseded", latestVersion: approval.documentVersion };
  }
  if (approval.status === "approved" || approval.status === "rejected") {
    return { kind: approval.status };
  }
  const decision = returnOfRound(approval, own.round);
  return decision === undefined ? { kind: "open" } : { kind: "returned", decision };
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
      return `${doneText(state.decision, now)}${outcomeText(state.outcome)}`;
    case "decided-by-other":
    case "closed-by-other":
      return `已由 ${signerName(state.decision)} ${verbText(state.decision.verb)} ${shortMomentText(state.decision.committedAt, now)}，${untouchedText(state.decision)}`;
    case "superseded":
      return `方案已更新到 v${state.latestVersion}，请看新卡`;
    case "closed":
      return CLOSED[state.reason ?? "superseded"] ?? "此项审批已结束，无需处理";
    case "not-yours":
      return `此项由 ${nameOf(organisation, state.holder)} 处理`;
    case "stale":
      return "此卡已过期，请看新卡";
  }
}

/** Where the reason says more than that it has ended. */
const CLOSED: Readonly<Partial<Record<CancelReason, string>>> = {
  "quorum-met": "本环节已达到通过条件，未经您处理",
  left: "此项已改由他人审批",
  "delegation-start": "休假代理已开始，由代理人审批",
  "delegation-end": "休假代理已结束，已交还本人",
};

/** Who was asked for a vote and did not cast it reads that it was not cast for them either. */
function untouchedText({ verb }: Decision): string {
  return verb === "reject" ? "未经您处理" : "无需处理";
}

function doneText(decision: Decision, now: Date): string {
  return `已${verbText(decision.verb)} ${shortMomentText(decision.committedAt, now)}`;
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "open":
      return "";
    case "approved":
      return "，审批已通过";
    case "rejected":
      return "，审批已被否决";
    case "returned":
      return `，后由 ${signerName(outcome.decision)} 退回`;
    case "superseded":
      return `，方案已更新到 v${outcome.latestVersion}`;
  }
}
