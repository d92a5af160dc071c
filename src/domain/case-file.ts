import type { ApprovalKind } from "./approval-kind.ts";
import type { Approval, Task } from "./approval/instance.ts";
import type { ConnectionCase, Stage } from "./case/connection-case.ts";
import type { Reading } from "./case/attachment.ts";
import type { CaseDocument } from "./case/document.ts";
import { parseCardId, type ApprovalId, type CardId, type StaffId, type TaskId } from "./ids.ts";

/** A message to one person that shows one task. The truth is the task; the card is a copy of it. */
export interface Card {
  id: CardId;
  taskId: TaskId;
  to: StaffId;
  madeAt: Date;
  /** Hash of what the card was made to show at first. */
  shownHash: string;
  /** When the chat server took it; undefined while it is under way or when it never arrived. */
  sentAt: Date | undefined;
  /** When the sender gave it up: the chat server did not take it for this person. */
  undeliverableAt: Date | undefined;
}

/** Everything about one case that a verb may need; locked and saved as a whole. */
export interface CaseFile {
  connectionCase: ConnectionCase;
  stages: readonly Stage[];
  documents: readonly CaseDocument[];
  approvals: readonly Approval[];
  cards: readonly Card[];
  /** Who has opened which attachments. */
  readings: readonly Reading[];
}

export function approvalOfTask(
  file: CaseFile,
  taskId: TaskId,
): { approval: Approval; task: Task } | undefined {
  for (const approval of file.approvals) {
    const task = approval.tasks.find((one) => one.id === taskId);
    if (task !== undefined) return { approval, task };
  }
  return undefined;
}

export function approvalOf(file: CaseFile, id: ApprovalId): Approval | undefined {
  return file.approvals.find((approval) => approval.id === id);
}

/**
 * The approval of a kind that counts, the newest. Every new version is a new round of it; only after a rejection, a
 * withdrawal or a revocation another approval is begun. What decides about a revocation approves no document.
 */
export function approvalOfKind(file: CaseFile, kind: ApprovalKind): Approval | undefined {
  return file.approvals.findLast(
    (approval) => approval.kind === kind && approval.revokes === undefined,
  );
}

/** What decides, or has decided, whether an approval is revoked; the newest, for it may be asked again. */
export function revocationOf(
  { approvals }: Pick<CaseFile, "approvals">,
  { id }: Pick<Approval, "id">,
): Approval | undefined {
  return approvals.findLast(({ revokes }) => revokes === id);
}

export function documentOf(file: CaseFile, approval: Approval): CaseDocument | undefined {
  return file.documents.find(
    (one) => one.kind === approval.kind && one.version === approval.documentVersion,
  );
}

export function newestVersion(file: CaseFile, kind: ApprovalKind): CaseDocument | undefined {
  return file.documents.findLast((one) => one.kind === kind);
}

export function cardsOfTask(file: Pick<CaseFile, "cards">, taskId: TaskId): Card[] {
  return file.cards.filter((card) => card.taskId === taskId);
}

/** The card of a task that asks; those before it were replaced. */
export function newestCardOf(file: CaseFile, taskId: TaskId): Card | undefined {
  return cardsOfTask(file, taskId)
    .toSorted((a, b) => cardNoOf(a.id) - cardNoOf(b.id))
    .at(-1);
}

/** The n of a card `{taskId}@{n}`. */
export function cardNoOf(cardId: CardId): number {
  return parseCardId(cardId)?.n ?? 0;
}

/** Number that the next task of the case gets. */
export function nextTaskNoOf({ approvals }: CaseFile): number {
  return approvals.reduce((sum, { tasks }) => sum + tasks.length, 1);
}

/** The file with one approval exchanged for its next state. */
export function withApproval(file: CaseFile, next: Approval): CaseFile {
  return {
    ...file,
    approvals: file.approvals.map((approval) => (approval.id === next.id ? next : approval)),
  };
}
