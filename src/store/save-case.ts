import type { Approval, Decision } from "../domain/approval/instance.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import { headOf, linkAfter, type ChainLink } from "../domain/decision-chain.ts";
import { taskNoOf, type CaseId } from "../domain/ids.ts";
import { change, sqlFor, type Db, type Tx } from "./db.ts";
import type { LockedFile } from "./case-file.ts";
import { modeText } from "./node-mode.ts";
import { newSalt, rowOfLink } from "./decision-chain.ts";

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
  saveStages(tx, id, { before: before.stages, after: next.stages });
  added(before.documents, next.documents).forEach((one) => insertDocument(tx, id, one));
  for (const approval of next.approvals) {
    const old = before.approvals.find((one) => one.id === approval.id);
    if (old !== approval) saveApproval(tx, old, approval);
  }
  insertDecisions(tx, locked, next);
  insertCards(tx, id, added(before.cards, next.cards));
  tx.write(
    sqlFor
      .updateTable("cases")
      .set({ next_attention_at: next.nextAttentionAt ?? null })
      .where("id", "=", id),
  );
}

/** Puts off when a case is looked at next, without a look at the case itself: for one that cannot be handled. */
export async function postponeCase(db: Db, id: CaseId, until: Date): Promise<void> {
  await change(
    db,
    sqlFor.updateTable("cases").set({ next_attention_at: until }).where("id", "=", id),
  );
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
    tx.write(
      sqlFor
        .insertInto("stages")
        .values({ case_id: caseId, stage_id: stage.id, ordinal, ...state })
        .onDuplicateKeyUpdate(state),
    );
  });
}

function insertDocument(tx: Tx, caseId: CaseId, document: CaseDocument): void {
  tx.write(
    sqlFor.insertInto("documents").values({
      case_id: caseId,
      kind: document.kind,
      version: document.version,
      content: JSON.stringify(document.content),
      attachments: document.attachments.length === 0 ? null : JSON.stringify(document.attachments),
      content_hash: document.contentHash,
      submitted_by: document.submittedBy,
      submitted_at: document.submittedAt,
    }),
  );
}

function saveApproval(tx: Tx, old: Approval | undefined, approval: Approval): void {
  const state = {
    flow_id: approval.flowId,
    flow_version: approval.flowVersion,
    status: approval.status,
    round: approval.round,
    document_version: approval.documentVersion,
    submitted_by: approval.submittedBy,
    flow_since_version: approval.flowSinceVersion,
    started_at: approval.startedAt,
    closed_at: approval.closedAt ?? null,
  };
  tx.write(
    sqlFor
      .insertInto("approvals")
      .values({
        id: approval.id,
        case_id: approval.caseId,
        kind: approval.kind,
        previous_approval_id: approval.previousApprovalId ?? null,
        revokes_approval_id: approval.revokes ?? null,
        ...state,
      })
      .onDuplicateKeyUpdate(state),
  );
  saveNodes(tx, old, approval);
  saveTasks(tx, old, approval);
  insertRungs(tx, old, approval);
  insertActs(tx, old, approval);
  saveCopies(tx, old, approval);
}

function saveNodes(tx: Tx, old: Approval | undefined, approval: Approval): void {
  const known = new Set(old?.nodes);
  approval.nodes.forEach((node, ordinal) => {
    if (known.has(node)) return;
    const state = {
      status: node.status,
      closed_at: node.closedAt ?? null,
      seats: JSON.stringify(node.seats),
      opened_at: node.openedAt,
      due_at: node.dueAt,
      due_provisional: node.dueProvisional ? 1 : 0,
      recalled_by: node.recalled?.by ?? null,
      recall_keeps: node.recalled === undefined ? null : Number(node.recalled.keeps),
      // Another version of the flow may have other words for it.
      name: node.name,
      mode: modeText(node.mode),
      ladder_id: node.ladderId,
      review_fields: jsonOrNull(node.reviewFields),
      sample_of: jsonOrNull(node.sampleOf),
      on_timeout: jsonOrNull(node.onTimeout),
      undo_seconds: node.undoSeconds ?? null,
    };
    tx.write(
      sqlFor
        .insertInto("approval_nodes")
        .values({
          approval_id: approval.id,
          round: node.round,
          node_id: node.nodeId,
          case_id: approval.caseId,
          ordinal,
          document_version: node.documentVersion,
          ...state,
        })
        .onDuplicateKeyUpdate(state),
    );
  });
}

function jsonOrNull(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function saveTasks(tx: Tx, old: Approval | undefined, approval: Approval): void {
  const known = new Set(old?.tasks);
  for (const task of approval.tasks) {
    if (known.has(task)) continue;
    const state = {
      status: task.status,
      cancel_reason: task.cancelReason ?? null,
      closed_at: task.closedAt ?? null,
      left_at: task.leftAt ?? null,
    };
    tx.write(
      sqlFor
        .insertInto("tasks")
        .values({
          id: task.id,
          case_id: approval.caseId,
          approval_id: approval.id,
          round: task.round,
          node_id: task.nodeId,
          seat_no: task.seatNo,
          task_no: taskNoOf(task.id),
          holder: task.holder,
          label: task.label,
          kept_from: task.keptFrom ?? null,
          opened_at: task.openedAt,
          due_at: task.dueAt,
          principal_userid: task.onBehalfOf?.principal ?? null,
          grant_id: task.onBehalfOf?.grantId ?? null,
          leave_until: task.onBehalfOf?.until ?? null,
          ...state,
        })
        .onDuplicateKeyUpdate(state),
    );
  }
}

function insertRungs(tx: Tx, old: Approval | undefined, approval: Approval): void {
  const rungs = added(old?.firedRungs ?? [], approval.firedRungs);
  if (rungs.length === 0) return;
  tx.write(
    sqlFor.insertInto("fired_rungs").values(
      rungs.map((rung) => ({
        task_id: rung.taskId,
        round: rung.round,
        ladder: rung.ladder,
        rung_id: rung.rungId,
        case_id: approval.caseId,
        approval_id: approval.id,
        fired_at: rung.firedAt,
        result: rung.result,
      })),
    ),
  );
}

function saveCopies(tx: Tx, old: Approval | undefined, approval: Approval): void {
  for (const copy of added(old?.copies ?? [], approval.copies)) {
    const state = { read_at: copy.readAt ?? null };
    tx.write(
      sqlFor
        .insertInto("copies")
        .values({
          approval_id: approval.id,
          to_userid: copy.to,
          case_id: approval.caseId,
          source: copy.source,
          by_userid: copy.by ?? null,
          made_at: copy.at,
          ...state,
        })
        .onDuplicateKeyUpdate(state),
    );
  }
}

/** What was done is numbered within its approval; rows are only ever added at the end. */
function insertActs(tx: Tx, old: Approval | undefined, approval: Approval): void {
  const known = old?.acts.length ?? 0;
  const acts = approval.acts.slice(known);
  if (acts.length === 0) return;
  tx.write(
    sqlFor.insertInto("acts").values(
      acts.map((act, index) => ({
        approval_id: approval.id,
        act_no: known + index + 1,
        case_id: approval.caseId,
        kind: act.kind,
        round: act.round,
        task_id: act.taskId ?? null,
        by_userid: act.by,
        name: act.name,
        position: act.position,
        department: act.department,
        words: act.text,
        next_task_id: act.nextTaskId ?? null,
        until_at: act.until ?? null,
        to_userid: act.to ?? null,
        done_at: act.at,
        signers: act.signers === undefined ? null : JSON.stringify(act.signers),
        choice: act.choice ?? null,
      })),
    ),
  );
}

/** Appends the new decisions to the case's chain: each row carries the hash of the one before it. */
function insertDecisions(tx: Tx, locked: LockedFile, next: ToSave): void {
  const { placeOf = () => undefined } = next;
  let head = locked.chainHead;
  for (const { decision, caseId, approvalId, place } of newDecisions(locked, next, placeOf)) {
    const personalSalt = place?.personalSalt ?? newSalt();
    const link = linkAfter(head, { decision, caseId, approvalId, personalSalt });
    tx.write(sqlFor.insertInto("decisions").values(rowOfLink(link)));
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
  tx.write(
    sqlFor.insertInto("cards").values(
      cards.map((card) => ({
        id: card.id,
        task_id: card.taskId,
        case_id: caseId,
        to_userid: card.to,
        made_at: card.madeAt,
        shown_hash: card.shownHash,
        sent_at: card.sentAt ?? null,
        undeliverable_at: card.undeliverableAt ?? null,
      })),
    ),
  );
}
