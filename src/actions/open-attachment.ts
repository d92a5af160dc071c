import type { Attachment, UploadedFile } from "../domain/case/attachment.ts";
import type { AttachmentId, CaseNo, StaffId } from "../domain/ids.ts";
import { noteReading, waitingFiles } from "../store/attachments.ts";
import { caseIdOf } from "../store/case-file.ts";
import { inTransaction } from "../store/db.ts";
import { readContent } from "../store/file-contents.ts";
import type { Deps } from "./deps.ts";
import { lookUpCase } from "./look-up.ts";

export interface AttachmentQuestion {
  caseNo: CaseNo;
  id: AttachmentId;
  reader: StaffId;
}

/** An attachment of some version of a case; undefined for no attachment, no case and no right, which look the same. */
export async function findAttachment(
  deps: Deps,
  { caseNo, id, reader }: AttachmentQuestion,
): Promise<Attachment | undefined> {
  const view = await lookUpCase(deps, { caseNo, viewer: { staff: reader } });
  return view?.file.documents
    .flatMap(({ attachments }) => attachments)
    .find((attachment) => attachment.id === id);
}

/** The same, and remembers that this person has opened it. */
export async function openAttachment(
  deps: Deps,
  question: AttachmentQuestion,
): Promise<Attachment | undefined> {
  const attachment = await findAttachment(deps, question);
  const caseId = await caseIdOf(deps.db, question.caseNo);
  if (attachment === undefined || caseId === undefined) return undefined;
  const { sha256 } = attachment;
  // Without the lock of the case: it takes nothing away, and whoever decides has seen the answer to this before.
  await inTransaction(deps.db, async (tx) =>
    noteReading(tx, { caseId, by: question.reader, sha256, at: deps.clock.now() }),
  );
  return attachment;
}

/**
 * The bytes of an attachment as they are stored, a chunk at a time.
 * @throws AppError `content-damaged` before the last chunk, when they are not what was uploaded
 */
export async function* readAttachment(
  { db, log }: Deps,
  { id, sha256 }: Attachment,
): AsyncGenerator<Uint8Array> {
  try {
    yield* readContent(db, sha256);
  } catch (err) {
    // By now the answer has begun: nobody behind this can tell of it.
    log.error({ err, attachmentId: id }, "attachment.unreadable");
    throw err;
  }
}

/** What somebody has uploaded for a case and no version has yet. */
export async function listWaitingFiles(
  { db }: Deps,
  { caseNo, uploadedBy }: { caseNo: CaseNo; uploadedBy: StaffId },
): Promise<UploadedFile[]> {
  const caseId = await caseIdOf(db, caseNo);
  return caseId === undefined ? [] : waitingFiles(db, caseId, uploadedBy);
}
