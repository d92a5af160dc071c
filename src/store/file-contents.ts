import type { UploadedFile } from "../domain/case/attachment.ts";
import type { CaseId } from "../domain/ids.ts";
import { AppError } from "../lib/errors.ts";
import { sha256OfStream } from "../lib/hash.ts";
import { toUploadedFile, waitingQuery, type UploadChannel } from "./attachments.ts";
import { change, inTransaction, read, sqlFor, type Db, type Tx } from "./db.ts";

/** Far below `max_allowed_packet`, and what an upload or a download has in memory. */
export const CHUNK_BYTES = 256 * 1024;

/** Bytes that began to come in; unfinished ones are swept later. */
export async function beginContent(db: Db, id: string, at: Date): Promise<void> {
  await change(db, sqlFor.insertInto("file_contents").values({ id, sha256: null, begun_at: at }));
}

export async function addChunk(
  db: Db,
  { contentId, chunkNo, bytes }: { contentId: string; chunkNo: number; bytes: Buffer },
): Promise<void> {
  await change(
    db,
    sqlFor.insertInto("file_chunks").values({ content_id: contentId, chunk_no: chunkNo, bytes }),
  );
}

/** A file whose bytes have all come in. */
export interface FinishedUpload extends Omit<UploadedFile, "isAttached"> {
  contentId: string;
  caseId: CaseId;
  channel: UploadChannel;
  /** Makes the same form count once. */
  onceKey: string | undefined;
  /** How many files may wait for this case and person, this one among them. */
  mostWaiting: number;
}

/**
 * Makes a file of the bytes that came in; undefined, and nothing is kept, when as many wait as may. Who finish at once
 * are counted one after the other, under the lock of the case. The same bytes are kept once: whoever is second with
 * them gives up its own; the unique key settles who that is.
 */
export function finishUpload(db: Db, upload: FinishedUpload): Promise<UploadedFile | undefined> {
  return inTransaction(db, async (tx) => {
    const [, contents, before, waiting] = await tx.read(
      sqlFor.selectFrom("cases").select("id").where("id", "=", upload.caseId).forUpdate(),
      contentOf(upload.sha256).forUpdate(),
      sqlFor
        .selectFrom("attachments")
        .selectAll()
        .where("once_key", "=", upload.onceKey ?? ""),
      waitingQuery(upload.caseId, upload.uploadedBy).select("id"),
    );
    const isSecond = before[0] !== undefined;
    const isOneTooMany = !isSecond && waiting.length >= upload.mostWaiting;
    if (isSecond || isOneTooMany || contents.length > 0) deleteContent(tx, upload.contentId);
    else {
      tx.write(
        sqlFor
          .updateTable("file_contents")
          .set({ sha256: upload.sha256 })
          .where("id", "=", upload.contentId),
      );
    }
    if (before[0] !== undefined) return toUploadedFile(before[0]);
    if (isOneTooMany) return undefined;
    insertFile(tx, upload);
    const {
      contentId: _content,
      caseId: _case,
      channel: _channel,
      onceKey: _key,
      mostWaiting: _most,
      ...file
    } = upload;
    return { ...file, isAttached: false };
  });
}

/** Takes back what came in of an upload that failed. */
export async function dropContent(db: Db, contentId: string): Promise<void> {
  await inTransaction(db, async (tx) => deleteContent(tx, contentId));
}

/**
 * The bytes with this hash, a chunk at a time. They are hashed again on their way: the last chunk is handed out only
 * when all of them are what they were.
 */
export async function* readContent(db: Db, sha256: string): AsyncGenerator<Buffer> {
  const [[content]] = await read(db, contentOf(sha256));
  const hash = sha256OfStream();
  let held: Buffer | undefined;
  for (let chunkNo = 0; content !== undefined; chunkNo += 1) {
    const [[row]] = await read(db, chunkOf(content.id, chunkNo));
    if (row === undefined) break;
    if (held !== undefined) yield held;
    held = row.bytes;
    hash.add(held);
  }
  if (held === undefined || hash.end() !== sha256) {
    throw new AppError("content-damaged", `the bytes of ${sha256} are not what they were`);
  }
  yield held;
}

/** Forgets bytes that no file names: of uploads that broke off, and of files that were forgotten. Returns how many. */
export async function sweepContents(db: Db, before: Date): Promise<number> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("file_contents")
      .select(["id", "sha256"])
      .where("begun_at", "<", before)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("attachments")
              .select("attachments.id")
              .whereRef("attachments.sha256", "=", "file_contents.sha256"),
          ),
        ),
      ),
  );
  for (const { id, sha256 } of rows) await sweepOne(db, id, sha256);
  return rows.length;
}

/** Asked again behind the lock: somebody may be uploading the same bytes at this moment. */
async function sweepOne(db: Db, id: string, sha256: string | null): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.read(sqlFor.selectFrom("file_contents").select("id").where("id", "=", id).forUpdate());
    const [[file]] = await tx.read(
      sqlFor
        .selectFrom("attachments")
        .select("id")
        .where("sha256", "=", sha256 ?? "")
        .limit(1),
    );
    if (file === undefined) deleteContent(tx, id);
  });
}

function insertFile(tx: Tx, upload: FinishedUpload): void {
  tx.write(
    sqlFor.insertInto("attachments").values({
      id: upload.id,
      case_id: upload.caseId,
      sha256: upload.sha256,
      type: upload.type,
      size_bytes: upload.sizeBytes,
      name: upload.name,
      uploaded_by: upload.uploadedBy,
      channel: upload.channel,
      once_key: upload.onceKey ?? null,
      uploaded_at: upload.uploadedAt,
      attached_at: null,
    }),
  );
}

function contentOf(sha256: string) {
  return sqlFor.selectFrom("file_contents").select("id").where("sha256", "=", sha256);
}

function chunkOf(contentId: string, chunkNo: number) {
  return sqlFor
    .selectFrom("file_chunks")
    .select("bytes")
    .where("content_id", "=", contentId)
    .where("chunk_no", "=", chunkNo);
}

function deleteContent(tx: Tx, contentId: string): void {
  tx.write(
    sqlFor.deleteFrom("file_chunks").where("content_id", "=", contentId),
    sqlFor.deleteFrom("file_contents").where("id", "=", contentId),
  );
}
