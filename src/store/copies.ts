import type { ExpressionBuilder } from "kysely";
import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { Approval } from "../domain/approval/instance.ts";
import type { CaseId, CaseNo, StaffId } from "../domain/ids.ts";
import { revokesOf } from "./case-rows.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";
import type { Tables } from "./tables.ts";

/** A copy that its reader has not been told of. */
export interface UntoldCopy {
  to: StaffId;
  caseNo: CaseNo;
  customerName: string;
  kind: ApprovalKind;
  documentVersion: number;
  status: Approval["status"];
  revokes?: Approval["revokes"];
}

/**
 * Takes everything that was copied before this moment out of the next digest and tells what of it is still news:
 * neither read nor, for whoever has become an approver since, overtaken by a card.
 */
export async function takeUntold(tx: Tx, before: Date, at: Date): Promise<UntoldCopy[]> {
  // Locked by themselves: whoever else asks at this moment waits, and then finds nothing; no case waits for it.
  const lock = sqlFor
    .selectFrom("copies")
    .select("to_userid")
    .where("told_at", "is", null)
    .where("made_at", "<", before)
    .forUpdate();
  const [, rows] = await tx.read(lock, untoldQuery(before));
  tx.write(
    sqlFor
      .updateTable("copies")
      .set({ told_at: at })
      .where("told_at", "is", null)
      .where("made_at", "<", before),
  );
  return rows.map((row) => ({
    to: row.to_userid as StaffId,
    caseNo: row.case_no as CaseNo,
    customerName: row.customer_name,
    kind: row.kind as ApprovalKind,
    documentVersion: row.document_version,
    status: row.status as Approval["status"],
    ...revokesOf(row),
  }));
}

function untoldQuery(before: Date) {
  return sqlFor
    .selectFrom("copies")
    .innerJoin("approvals", "approvals.id", "copies.approval_id")
    .innerJoin("cases", "cases.id", "copies.case_id")
    .select(["to_userid", "case_no", "customer_name", "approvals.kind"])
    .select(["document_version", "approvals.status", "revokes_approval_id"])
    .where("told_at", "is", null)
    .where("made_at", "<", before)
    .where("read_at", "is", null)
    .where((eb) => eb.not(asApprover(eb)))
    .orderBy("to_userid")
    .orderBy("made_at");
}

/** Cases in which somebody was copied and has not said 已阅, the oldest first. */
export async function unreadCases(db: Db, staff: StaffId, limit: number): Promise<CaseId[]> {
  const [rows] = await read(db, unreadCopies(staff).select("case_id").distinct().limit(limit));
  return rows.map((row) => row.case_id as CaseId);
}

/** What somebody was copied and has not read; who has become an approver has tasks instead. */
export function unreadCopies(staff: StaffId) {
  return copiesOf(staff).where("read_at", "is", null);
}

export function copiesOf(staff: StaffId) {
  return sqlFor
    .selectFrom("copies")
    .where("to_userid", "=", staff)
    .where((eb) => eb.not(asApprover(eb)));
}

function asApprover(eb: ExpressionBuilder<Tables, "copies">) {
  return eb.exists(
    eb
      .selectFrom("tasks")
      .select("tasks.id")
      .whereRef("tasks.approval_id", "=", "copies.approval_id")
      .whereRef("tasks.holder", "=", "copies.to_userid"),
  );
}
