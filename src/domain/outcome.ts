import type { Facts } from "./facts.ts";
import type { ApprovalId, CardId, StaffId, TaskId } from "./ids.ts";
import type { Problem } from "./problem.ts";

/** 同意, 退回 (to be revised), 否决 (final). */
export type Verb = "approve" | "return" | "reject";
/** A rejection needs words of one's own, and a card can hold none. */
export type CardVerb = Exclude<Verb, "reject">;

/** Why a task ended without a decision of its holder. */
export type CancelReason =
  | "any-one-decided"
  | "quorum-met"
  | "quorum-impossible"
  | "veto"
  | "returned"
  | "superseded"
  | "withdrawn"
  | "transferred"
  | "taken-back"
  | "left"
  | "delegation-start"
  | "delegation-end"
  | "co-holder-decided"
  | "migrated";

/** Why a task cannot be given to somebody else, or not to that person. */
export type NoTransfer = "too-often" | "nobody" | "to-submitter" | "seated" | "had-it";

/** Why a decision cannot be taken back. */
export type NoTakeBack =
  | "not-decided"
  | "not-approved"
  | "returned"
  | "signed-after"
  | "twice"
  | "too-late"
  | "override"
  | "migrated";

/** Why an approval cannot go on by another version of its flow. */
export type NoMigration = "other-version" | "ended" | "voted" | "no-counterpart" | "changed-since";

/** Why nobody can decide for whoever is asked, or not this administrator. */
export type NoOverride =
  | "submitter"
  | "asked"
  | "not-asked"
  | "same-person"
  | "no-second"
  | "no-choice";

/** Why a time cannot be promised. */
export type NoPromise = "too-often" | "no-time-left" | "not-offered";

/** What happened to a case. Plain data: `messages/notify` turns each into words for people. */
export type CaseEvent =
  | { kind: "approval-started"; approvalId: ApprovalId }
  | { kind: "approval-resubmitted"; approvalId: ApprovalId }
  | { kind: "task-opened"; taskId: TaskId }
  /** Nobody is asked: the holder's signature on an earlier version stands for this task too. */
  | { kind: "task-kept"; taskId: TaskId }
  | { kind: "task-decided"; taskId: TaskId; verb: Verb }
  /** The vote counts no more; its seat is asked anew. */
  | { kind: "decision-taken-back"; taskId: TaskId }
  | { kind: "task-cancelled"; taskId: TaskId; reason: CancelReason }
  /** Whoever held a seat has left, and nobody of their department can take over: it fell to an administrator. */
  | { kind: "seat-unfilled"; taskId: TaskId; left: StaffId }
  /** A node asks for more approvals than it has seats: all of them are enough. */
  | { kind: "requirement-lowered"; approvalId: ApprovalId; nodeId: string }
  /** Somebody else holds the seat now; the task is the new one. */
  | { kind: "task-transferred"; taskId: TaskId }
  | { kind: "task-urged"; taskId: TaskId }
  | { kind: "task-acknowledged"; taskId: TaskId }
  | { kind: "override-asked"; taskId: TaskId }
  | { kind: "override-refused"; taskId: TaskId }
  | { kind: "task-overridden"; taskId: TaskId }
  | { kind: "approval-approved"; approvalId: ApprovalId }
  /** `fixes` are the labels of the fields that the page had ticked as to be mended. */
  | {
      kind: "approval-returned";
      approvalId: ApprovalId;
      taskId: TaskId;
      fixes?: readonly string[];
    }
  | { kind: "approval-rejected"; approvalId: ApprovalId }
  | { kind: "approval-withdrawn"; approvalId: ApprovalId }
  | { kind: "stage-started"; stageId: string }
  | { kind: "stage-finished"; stageId: string }
  /** Tasks that were opened together and reached the same rung at the same moment. */
  | {
      kind: "rung-fired";
      approvalId: ApprovalId;
      taskIds: readonly TaskId[];
      rungId: string;
      skipped: readonly string[];
    }
  /** A card that still asks grew old: another takes its place. `cardId` is the old one. */
  | { kind: "card-renewed"; taskId: TaskId; cardId: CardId }
  /** A card never arrived: another is tried. `cardId` is the lost one. */
  | { kind: "card-resent"; taskId: TaskId; cardId: CardId }
  | { kind: "press-refused"; refusal: Refusal; by: StaffId; cardId: CardId | undefined };

/** Who decided, and for whom or by which authority where it was not in their own name alone. */
export interface DeciderNames {
  byName: string;
  forName?: string;
  override?: { ownerName: string; confirmedName: string };
}

/** An expected "no", with what its words need. Codes are stable; words live in `messages/replies`. */
export type Refusal =
  | { code: "already-decided-by-you"; at: Date; verb: Verb; sameVerb: boolean }
  | ({ code: "already-decided"; by: StaffId; at: Date; verb: Verb } & DeciderNames)
  | { code: "not-your-task"; holder: StaffId }
  | { code: "older-round"; latestVersion: number }
  /** The presser is on leave, and their delegate decides. */
  | { code: "delegated"; to: StaffId }
  /** The presser stood in for somebody who decides again. */
  | { code: "delegation-over"; to: StaffId }
  | ({ code: "returned"; at: Date } & DeciderNames)
  | ({ code: "rejected"; at: Date } & DeciderNames)
  | { code: "withdrawn"; byName: string; at: Date }
  | { code: "approval-complete" }
  | { code: "transferred"; to: StaffId }
  | { code: "cannot-transfer"; why: NoTransfer }
  | { code: "taken-back"; byName: string; at: Date }
  | { code: "cannot-take-back"; why: NoTakeBack }
  | { code: "cannot-migrate"; why: NoMigration; node: string }
  | { code: "not-admin" }
  | { code: "cannot-override"; why: NoOverride }
  | { code: "not-submitter" }
  | { code: "your-own-task" }
  | { code: "cannot-promise"; why: NoPromise }
  | { code: "urged-recently"; byName: string; at: Date }
  | { code: "outcome-certain"; passes: boolean }
  | { code: "closed"; reason: CancelReason | "approved" | "rejected" }
  | { code: "stale-card"; ageHours: number }
  | { code: "reason-needed" }
  | { code: "written-reason-needed"; minLetters: number }
  | { code: "rejection-reason-needed"; minLetters: number }
  | { code: "opinion-too-long"; maxChars: number }
  | { code: "act-reason-needed"; minLetters: number }
  | { code: "opinion-contradicts"; opinion: string }
  | { code: "unknown-opinion" }
  | { code: "unknown-button" }
  | { code: "not-found" }
  | { code: "not-a-member" }
  | { code: "no-flow"; facts: Facts }
  | { code: "no-approver"; node: string; why: string }
  | { code: "approval-running"; approvalId: ApprovalId; documentVersion: number }
  | { code: "unchanged-document"; documentVersion: number }
  | { code: "wrong-stage"; stage: string }
  | { code: "plan-missing" }
  | { code: "bad-document"; problems: readonly Problem[] };

export type Outcome<T> =
  | { ok: true; next: T; events: readonly CaseEvent[] }
  | { ok: false; refusal: Refusal };

export function refuse(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}

/**
 * Goes on from what an outcome has brought, or leaves it as the refusal that it is.
 * `go` is told what has happened so far and answers with all of it.
 */
export function andThen<Before, After>(
  outcome: Outcome<Before>,
  go: (next: Before, events: readonly CaseEvent[]) => Outcome<After>,
): Outcome<After> {
  return outcome.ok ? go(outcome.next, outcome.events) : outcome;
}
