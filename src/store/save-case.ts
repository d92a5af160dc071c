import type { Decision } from "../domain/approval/instance.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import { headOf, linkAfter, type ChainLink } from "../domain/audit/decision-chain.ts";
import type { CaseId } from "../domain/ids.ts";
import type { LockedFile } from "./case-file.ts";
import { change, type Db, type Tx } from "./db.ts";
import { newSalt, rowOfLink } from "./decision-chain.ts";
import { headColumns, openHistory, type History } from "./history.ts";
import { insertRows, updateRow } from "./row-statements.ts";
import { saveApproval } from "./save-approval.ts";

type ToSave = CaseFile & {
  nextAttentionAt: Date | undefined;
  placeOf?: PlaceOf | undefined;
};

/** Where a decision stood in the chain before it was lost, and its salt. */
export type PlaceOf = (
  decision: Decision,
) => Pick<ChainLink, "chainNo" | "personalSalt"> | undefined;

/**
 * Writes what differs between the locked file and its next state, and when the case next needs attention.
 * Verbs keep unchanged parts by reference, so "differs" is a comparison of references.
 */
export function saveCase(tx: Tx, locked: LockedFile, next: ToSave): void {
  const id = next.connectionCase.id;
  const before = locked.file;
  const history = openHistory(id, locked.historyHead);
  saveStages(tx, id, { before: before.stages, after: next.stages });
  added(before.documents, next.documents).forEach((document) => {
    const place = history.place({ kind: "document", document });
    tx.write(insertRows("documents", [{ ...documentRow(id, document), ...place }]));
  });
  for (const approval of next.approvals) {
    const old = before.approvals.find((one) => one.id === approval.id);
    if (old !== approval) saveApproval(tx, approval, { old, history });
  }
  insertDecisions(tx, locked, { next, history });
  insertCards(tx, id, added(before.cards, next.cards));
  tx.write(
    updateRow(
      "cases",
      { id },
      {
        next_attention_at: next.nextAttentionAt ?? null,
        ...headColumns(locked.historyHead, history.head()),
      },
    ),
  );
}

/** Puts off when a case is looked at next, without a look at the case itself: for one that cannot be handled. */
export async function postponeCase(db: Db, id: CaseId, until: Date): Promise<void> {
  await change(db, updateRow("cases", { id }, { next_attention_at: until }));
}

function added<T>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Set(before);
  return after.filter((one) => !known.has(one));
}

export function saveStages(
  tx: Tx,
  caseId: CaseId,
  { before, after }: { before: CaseFile["stages"]; after: CaseFile["stages"] },
): void {
  const known = new Set(before);
  after.forEach((stage, ordinal) => {
    if (known.has(stage)) return;
    const state = {
      name: stage.name,
      status: stage.status,
      started_at: stage.startedAt ?? null,
      due_at: stage.dueAt ?? null,
      due_provisional: stage.dueProvisional ? 1 : 0,
      finished_at: stage.finishedAt ?? null,
    };
    const row = { case_id: caseId, stage_id: stage.id, ordinal, ...state };
    tx.write(insertRows("stages", [row], state));
  });
}

function documentRow(caseId: CaseId, document: CaseDocument) {
  return {
    case_id: caseId,
    kind: document.kind,
    version: document.version,
    content: JSON.stringify(document.content),
    attachments: document.attachments.length === 0 ? null : JSON.stringify(document.attachments),
    content_hash: document.contentHash,
    submitted_by: document.submittedBy,
    submitted_at: document.submittedAt,
  };
}

/** Appends the new decisions to the case's chain: each row carries the hash of the one before it. */
function insertDecisions(
  tx: Tx,
  locked: LockedFile,
  { next, history }: { next: ToSave; history: History },
): void {
  const { placeOf = () => undefined } = next;
  let head = locked.chainHead;
  for (const { decision, caseId, approvalId, place } of newDecisions(locked, next, placeOf)) {
    const personalSalt = place?.personalSalt ?? newSalt();
    const link = linkAfter(head, { decision, caseId, approvalId, personalSalt });
    const inHistory = history.place({ kind: "decision", link });
    tx.write(insertRows("decisions", [{ ...rowOfLink(link), ...inHistory }]));
    head = headOf(link);
  }
}

/** Those of one change are of one approval; lost ones may be of several, and come in the order in which they stood. */
function newDecisions(locked: LockedFile, next: ToSave, placeOf: PlaceOf) {
  return next.approvals
    .flatMap(({ id: approvalId, caseId, decisions }) => {
      const old = locked.file.approvals.find(({ id }) => id === approvalId)?.decisions ?? [];
      return added(old, decisions).map((decision) => {
        return { decision, caseId, approvalId, place: placeOf(decision) };
      });
    })
    .toSorted((a, b) => (a.place?.chainNo ?? 0) - (b.place?.chainNo ?? 0));
}

function insertCards(tx: Tx, caseId: CaseId, cards: CaseFile["cards"]): void {
  if (cards.length === 0) return;
  const rows = cards.map((card) => ({
    id: card.id,
    task_id: card.taskId,
    case_id: caseId,
    to_userid: card.to,
    made_at: card.madeAt,
    shown_hash: card.shownHash,
    sent_at: card.sentAt ?? null,
    undeliverable_at: card.undeliverableAt ?? null,
  }));
  tx.write(insertRows("cards", rows));
}
