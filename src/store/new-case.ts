import { sql } from "kysely";
import type { CaseFile } from "../domain/case-file.ts";
import type { CaseId, CaseNo } from "../domain/ids.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";
import { saveStages } from "./save-case.ts";

/** A number that no other case has or will have. Gaps are possible, repetitions are not. */
export async function allocateCaseId(db: Db): Promise<CaseId> {
  const next = sqlFor
    .insertInto("sequences")
    .values({ name: "case", value: sql<number>`LAST_INSERT_ID(1)` })
    .onDuplicateKeyUpdate({ value: sql<number>`LAST_INSERT_ID(value + 1)` });
  const [, rows] = await read(
    db,
    next,
    sqlFor.selectNoFrom(sql<number>`LAST_INSERT_ID()`.as("id")),
  );
  return Number(rows[0]?.id) as CaseId;
}

export async function isCaseNoTaken(tx: Tx, caseNo: CaseNo): Promise<boolean> {
  const [rows] = await tx.read(
    sqlFor.selectFrom("cases").select("id").where("case_no", "=", caseNo),
  );
  return rows.length > 0;
}

/** Writes a case that has only stages so far; personal data of the contact go to a table of their own. */
export function insertCase(
  tx: Tx,
  file: CaseFile,
  contact: { name: string | undefined; phone: string | undefined },
): void {
  const one = file.connectionCase;
  tx.write(
    sqlFor.insertInto("cases").values({
      id: one.id,
      case_no: one.caseNo,
      customer_name: one.customerName,
      address: one.address,
      customer_class: one.customerClass,
      request_kind: one.requestKind,
      grid_manager: one.gridManager,
      works_manager: one.worksManager,
      branch: one.branch ?? null,
      opened_by: one.openedBy,
      accepted_at: one.acceptedAt,
    }),
  );
  if (contact.name !== undefined || contact.phone !== undefined) {
    tx.write(
      sqlFor.insertInto("case_contacts").values({
        case_id: one.id,
        contact_name: contact.name ?? null,
        contact_phone: contact.phone ?? null,
      }),
    );
  }
  saveStages(tx, one.id, { before: [], after: file.stages });
}
