import type { MigrationPlan } from "../domain/verbs/migrate-case.ts";
import type { ApprovalId, CaseId, StaffId } from "../domain/ids.ts";
import type { Approval } from "../domain/approval/instance.ts";
import { change, read, sqlFor, type Db, type Tx } from "./db.ts";

export interface StoredPlan extends MigrationPlan {
  id: number;
  plannedBy: StaffId;
  plannedAt: Date;
  /** Hash of the code that each other administrator was sent. */
  codes: Readonly<Record<string, string>>;
}

/** Approvals that go on or may come back, by one version of a flow. */
export async function approvalsPinnedTo(
  db: Db,
  flowId: string,
  version: number,
): Promise<{ caseId: CaseId; approvalId: ApprovalId }[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("approvals")
      .select(["id", "case_id"])
      .where("flow_id", "=", flowId)
      .where("flow_version", "=", version)
      .where("status", "in", ["running", "wait_revision"])
      .orderBy("case_id")
      .orderBy("id"),
  );
  return rows.map((row) => ({
    caseId: row.case_id as CaseId,
    approvalId: row.id as ApprovalId,
  }));
}

export function insertPlan(tx: Tx, { id: _id, ...plan }: StoredPlan): void {
  tx.write(
    sqlFor.insertInto("flow_migrations").values({
      flow_id: plan.flowId,
      from_version: plan.from,
      to_version: plan.to,
      plan: JSON.stringify({ map: plan.map, instances: plan.instances }),
      codes: JSON.stringify(plan.codes),
      planned_by: plan.plannedBy,
      planned_at: plan.plannedAt,
      confirmed_by: null,
      confirmed_at: null,
      rollback_state: null,
    }),
  );
}

/** The newest plan for two versions that nobody has confirmed. */
export async function openPlan(
  db: Db,
  { flowId, from, to }: Pick<MigrationPlan, "flowId" | "from" | "to">,
): Promise<StoredPlan | undefined> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("flow_migrations")
      .selectAll()
      .where("flow_id", "=", flowId)
      .where("from_version", "=", from)
      .where("to_version", "=", to)
      .orderBy("id", "desc")
      .limit(1),
  );
  const [row] = rows;
  if (row === undefined || row.confirmed_at !== null) return undefined;
  return {
    id: row.id,
    flowId,
    from,
    to,
    ...row.plan,
    codes: row.codes,
    plannedBy: row.planned_by as StaffId,
    plannedAt: row.planned_at,
  };
}

/** Writes who confirmed a plan, and what each approval was before it. */
export async function confirmPlan(
  db: Db,
  id: number,
  { by, at, before }: { by: StaffId; at: Date; before: readonly Approval[] },
): Promise<void> {
  await change(
    db,
    sqlFor
      .updateTable("flow_migrations")
      .set({ confirmed_by: by, confirmed_at: at, rollback_state: JSON.stringify(before) })
      .where("id", "=", id),
  );
}
