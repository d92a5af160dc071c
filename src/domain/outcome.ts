import type { Facts } from "./facts.ts";
import type { ApprovalId, CardId, StaffId, TaskId } from "./ids.ts";
import type { Problem } from "./problem.ts";

/** 同意, 退回 (to be revised), 否决 (final). */
export type Verb = "approve" | "return" | "reject";
/** What is signed: whoever is only heard for somebody else does not return or reject, but disagrees (不同意). */
export type SignedVerb = Verb | "disagree";
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
  /** The owner is on leave still, but the delegates lead back to one another; or nobody can stand in any more. */
  | "delegation-circle"
  | "delegation-untaken"
  /** Whom its holder stood in for is not asked again: somebody else stands in, or has succeeded them. */
  | "stand-in-changed"
  | "co-holder-decided"
  /** A rule has decided in place of its holder. */
  | "by-rule"
  /** Its time was long over: somebody above decides. */
  | "taken-over"
  /** Others are heard first; the seat is asked anew when they have been. */
  | "signers-added"
  | "signer-removed"
  /** Of those who were added together enough have been heard. */
  | "signers-heard"
  /** Its approval goes on by another version of its flow. */
  | "migrated";

/** Why a task cannot be given to somebody else, or not to that person. */
export type NoTransfer = "too-often" | "nobody" | "to-submitter" | "seated" | "had-it" | "waiting";

/** Why nobody can be added to the signers of a task, or not these people. */
export type NoAdding =
  | "nobody"
  | "too-many"
  | "too-deep"
  | "opinion-only"
  | "one-only"
  | "to-submitter"
  | "seated"
  | "how"
  | "called-in"
  | "transfer-beside-only";

/** Why an added signer cannot be removed. */
export type NoRemoving = "not-adder" | "nobody" | "heard";

/** Why a decision cannot be taken back. */
export type NoTakeBack =
  | "not-decided"
  | "not-approved"
  | "returned"
  | "sent-back"
  | "signed-after"
  | "twice"
  | "too-late"
  | "undo-first"
  | "objection-late"
  | "override"
  | "migrated";

/** Why an approval cannot go on by another version of its flow. */
export type NoMigration =
  | "other-version"
  | "ended"
  | "voted"
  | "no-counterpart"
  | "changed-since"
  | "revocation";

/** Why nobody can decide for whoever is asked, or not this administrator. */
export type NoOverride =
  | "submitter"
  | "seated"
  | "asked"
  | "not-asked"
  | "void"
  | "same-person"
  | "no-second"
  | "no-choice"
  | "no-request"
  | "revocation";

/** Why a decision cannot be undone as if it had not been taken. */
export type NoUndo = "not-offered" | "over" | "left";

/** Why a kept signature cannot be withdrawn. */
export type NoWithdrawKept =
  | "not-kept"
  | "returned"
  | "sent-back"
  | "signed-after"
  | "enough-without";

/** Why a task cannot be returned to a node. */
export type NoReturn = "own-node" | "off-path" | "not-passed" | "beside";

/** Why a time cannot be promised. */
export type NoPromise = "too-often" | "no-time-left" | "not-offered";

/** Why an approval cannot be revoked. */
export type NoRevoke = "not-approved" | "revocation" | "customer-told";

/** Why somebody cannot be copied by hand. */
export type NoCopy = "nobody" | "copied" | "approver" | "submitter";

/** Why a task cannot be agreed to together with others. */
export type NoBatch =
  | "not-allowed"
  | "other-node"
  | "too-many"
  | "escalated"
  | "open-question"
  | "sampled"
  | "signers-added"
  | "warned";

/** What happened to a case. Plain data: `messages/notify` turns each into words for people. */
export type CaseEvent =
  | { kind: "approval-started"; approvalId: ApprovalId }
  | { kind: "approval-resubmitted"; approvalId: ApprovalId }
  | { kind: "task-opened"; taskId: TaskId }
  /** Nobody is asked: the holder's signature on an earlier version stands for this task too. */
  | { kind: "task-kept"; taskId: TaskId }
  | { kind: "task-decided"; taskId: TaskId; verb: SignedVerb }
  /** The vote counts no more; its seat is asked anew. */
  | { kind: "decision-taken-back"; taskId: TaskId }
  | { kind: "task-cancelled"; taskId: TaskId; reason: CancelReason }
  /** Whoever held a seat has left, and nobody of their department can take over: it fell to an administrator. */
  | { kind: "seat-unfilled"; taskId: TaskId; left: StaffId }
  /** A node asks for more approvals than it has seats: all of them are enough. */
  | { kind: "requirement-lowered"; approvalId: ApprovalId; nodeId: string }
  /** Somebody else holds the seat now; the task is the new one. */
  | { kind: "task-transferred"; taskId: TaskId }
  /** Nobody has decided in time: the task asks somebody above, beside the holder or in their place. */
  | { kind: "task-escalated"; taskId: TaskId }
  | { kind: "task-urged"; taskId: TaskId }
  | { kind: "task-acknowledged"; taskId: TaskId }
  /** Others were added by whoever held this task. */
  | { kind: "signers-added"; taskId: TaskId }
  /** Its holder waited for others, and the node has passed without them. */
  | { kind: "wait-ended"; taskId: TaskId }
  /** Its holder was told that the wait for others had ended, and it has not: what had passed the node counts no more. */
  | { kind: "wait-resumed"; taskId: TaskId }
  /** Of those whom this task had added. */
  | { kind: "signer-removed"; taskId: TaskId }
  /** The holder of a task wants to know something before deciding. */
  | { kind: "question-asked"; taskId: TaskId }
  | { kind: "question-answered"; taskId: TaskId }
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
  /** It went back to a node that had passed, and the approval runs on. */
  | { kind: "node-returned"; approvalId: ApprovalId; taskId: TaskId }
  /** Whoever returned it wanted it straight back, and others have to sign before them; the task is theirs. */
  | { kind: "return-not-direct"; approvalId: ApprovalId; taskId: TaskId }
  /** A signature that was kept counts no more; its seat is asked anew. */
  | { kind: "kept-withdrawn"; taskId: TaskId }
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
  /** People have disagreed with samples of a rule too often: it decides nothing any more. */
  | { kind: "rule-suspended"; ruleId: string; disagreed: number; sampled: number }
  /** A card that still asks grew old, or may have been pressed in vain: another takes its place. `cardId` is the old one. */
  | { kind: "card-renewed"; taskId: TaskId; cardId: CardId; unheardSince?: Date }
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
  | { code: "already-decided-by-you"; at: Date; verb: SignedVerb; sameVerb: boolean }
  | ({ code: "already-decided"; by: StaffId; at: Date; verb: SignedVerb } & DeciderNames)
  /** Who is asked is said only to whoever has to do with the case. */
  | { code: "not-your-task"; holder?: StaffId }
  /** `isAskedLater`: nobody asks the reader about the newer version, or not yet. */
  | { code: "older-round"; latestVersion: number; isAskedLater?: true }
  /** The presser is on leave, and their delegate decides. */
  | { code: "delegated"; to: StaffId }
  /** The presser stood in for somebody who decides again. */
  | { code: "delegation-over"; to: StaffId }
  | ({ code: "returned"; at: Date } & DeciderNames)
  | ({ code: "sent-back"; node: string; at: Date } & DeciderNames)
  | { code: "cannot-return"; why: NoReturn }
  | { code: "cannot-withdraw-kept"; why: NoWithdrawKept }
  | ({ code: "rejected"; at: Date } & DeciderNames)
  | { code: "withdrawn"; byName: string; at: Date }
  | { code: "approval-complete" }
  | { code: "cannot-revoke"; why: NoRevoke }
  | { code: "transferred"; to: StaffId }
  /** Nobody has signed: a rule has decided, in these words. */
  | { code: "decided-by-rule"; words: string; at: Date; verb: SignedVerb }
  | { code: "taken-over"; to: StaffId }
  | { code: "cannot-transfer"; why: NoTransfer }
  /** Others are heard first, at the wish of the holder. */
  | { code: "waits-for-signers"; to: readonly StaffId[] }
  | { code: "signer-removed"; byName: string; at: Date }
  | { code: "cannot-add"; why: NoAdding }
  | { code: "cannot-remove"; why: NoRemoving }
  | { code: "taken-back"; byName: string; at: Date }
  | { code: "cannot-take-back"; why: NoTakeBack }
  | { code: "cannot-undo"; why: NoUndo; until?: Date | undefined }
  | { code: "cannot-migrate"; why: NoMigration; node: string }
  | { code: "not-admin" }
  | { code: "cannot-override"; why: NoOverride }
  | { code: "not-submitter" }
  | { code: "your-own-task" }
  | { code: "cannot-promise"; why: NoPromise }
  | { code: "question-open"; byName: string; at: Date }
  | { code: "no-question" }
  | { code: "your-own-question" }
  | { code: "words-needed" }
  | { code: "urged-recently"; byName: string; at: Date }
  /** What opened the task may still be undone, so its holder has heard nothing of it. */
  | { code: "not-told-yet"; until: Date }
  | { code: "phrases-full"; max: number }
  | { code: "phrase-known" }
  | { code: "cannot-copy"; why: NoCopy }
  | { code: "not-copied" }
  | { code: "already-read"; at: Date }
  | { code: "not-in-batch"; why: NoBatch }
  | { code: "outcome-certain"; passes: boolean }
  | {
      code: "closed";
      reason:
        | CancelReason
        | "approved"
        | "rejected"
        | "revoking"
        | "revoked"
        | "not-revoked"
        | "customer-told";
    }
  | { code: "stale-card"; ageHours: number }
  /** Of a return; or of whoever is asked for an opinion only and disagrees. */
  | { code: "reason-needed"; isOpinion?: true }
  | { code: "written-reason-needed"; minLetters: number; isOpinion?: true }
  | { code: "rejection-reason-needed"; minLetters: number }
  | { code: "opinion-too-long"; maxChars: number }
  | { code: "act-reason-needed"; minLetters: number }
  | { code: "opinion-contradicts"; opinion: string }
  | { code: "unknown-opinion" }
  /** Of attachments that must be opened before anything is decided. */
  | { code: "attachment-unread"; names: readonly string[] }
  | { code: "unknown-button" }
  | { code: "not-found" }
  | { code: "not-a-member" }
  | { code: "no-flow"; facts: Facts }
  | { code: "no-approver"; node: string; why: string }
  | { code: "approval-running"; approvalId: ApprovalId; documentVersion: number }
  | { code: "unchanged-document"; documentVersion: number; wasRejected?: true }
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
