import type { Decision } from "../domain/approval/instance.ts";
import type { CaseNo } from "../domain/ids.ts";
import { toDecision } from "./case-rows.ts";
import { read, sqlFor, type Db } from "./db.ts";

/** A decision that an administrator took for somebody else, and where. */
export interface OverrideEntry {
  caseNo: CaseNo;
  decision: Decision;
}

/** 越权处理 committed in a span of time, the oldest first. */
export async function overridesIn(
  db: Db,
  { from, to }: { from: Date; to: Date },
): Promise<OverrideEntry[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("decisions")
      .innerJoin("cases", "cases.id", "decisions.case_id")
      .selectAll("decisions")
      .select("cases.case_no")
      .where("decisions.confirmed_by", "is not", null)
      .where("decisions.committed_at", ">=", from)
      .where("decisions.committed_at", "<", to)
      .orderBy("decisions.committed_at")
      .orderBy("decisions.task_id"),
  );
  return rows.map((row) => ({
    caseNo: row.case_no as CaseNo,
    decision: toDecision(row),
  }));
}
