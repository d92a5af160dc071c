import type { AttachmentType } from "../domain/case/attachment-type.ts";
import type { UploadedFile } from "../domain/case/attachment.ts";
import type { AttachmentId, CaseId, StaffId } from "../domain/ids.ts";
import type { Row } from "./case-rows.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";

/** How a file came in: from a page, a terminal, or a business system by the name of its key. */
export type UploadChannel = "page" | "terminal" | `api:${string}`;

/** What somebody has uploaded for a case and no version has yet, the oldest first. */
export async function waitingFiles(
  db: Db,
  caseId: CaseId,
  uploadedBy: StaffId,
): Promise<UploadedFile[]> {
  const [rows] = await read(
    db,
    waitingQuery(caseId, uploadedBy).selectAll().orderBy("uploaded_at"),
  );
  return rows.map(toUploadedFile);
}

export function waitingQuery(caseId: CaseId, uploadedBy: StaffId) {
  return sqlFor
    .selectFrom("attachments")
    .where("case_id", "=", caseId)
    .where("uploaded_by", "=", uploadedBy)
    .where("attached_at", "is", null);
}

/** The file that a form or a call has brought already; undefined for a new one. */
export async function fileOfOnceKey(db: Db, onceKey: string): Promise<UploadedFile | undefined> {
  const query = sqlFor.selectFrom("attachments").selectAll().where("once_key", "=", onceKey);
  const [rows] = await read(db, query);
  return rows.map(toUploadedFile)[0];
}

/** Files of a case by their ids, in that order. They stay as they are until the transaction ends. */
export async function lockFiles(
  tx: Tx,
  caseId: CaseId,
  ids: readonly string[],
): Promise<{ id: string; file: UploadedFile | undefined }[]> {
  if (ids.length === 0) return [];
  const query = sqlFor
    .selectFrom("attachments")
    .selectAll()
    .where("case_id", "=", caseId)
    .where("id", "in", [...ids])
    .orderBy("id")
    .forUpdate();
  const [rows] = await tx.read(query);
  const files = rows.map(toUploadedFile);
  return ids.map((id) => ({ id, file: files.find((one) => one.id === id) }));
}

/** From now on a version has them, so that no clean-up takes them away. */
export function keepFiles(tx: Tx, ids: readonly string[], at: Date): void {
  if (ids.length === 0) return;
  tx.write(
    sqlFor
      .updateTable("attachments")
      .set({ attached_at: at })
      .where("id", "in", [...ids])
      .where("attached_at", "is", null),
  );
}

/** Remembers the first time that somebody opened these bytes in this case. */
export function noteReading(
  tx: Tx,
  { caseId, by, sha256, at }: { caseId: CaseId; by: StaffId; sha256: string; at: Date },
): void {
  tx.write(
    sqlFor
      .insertInto("readings")
      .ignore()
      .values({ case_id: caseId, userid: by, sha256, opened_at: at }),
  );
}

export function toUploadedFile(row: Row<"attachments">): UploadedFile {
  return {
    id: row.id as AttachmentId,
    sha256: row.sha256,
    type: row.type as AttachmentType,
    sizeBytes: row.size_bytes,
    name: row.name,
    uploadedBy: row.uploaded_by as StaffId,
    uploadedAt: row.uploaded_at,
    isAttached: row.attached_at !== null,
  };
}
