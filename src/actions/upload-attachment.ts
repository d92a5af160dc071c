import { randomBytes } from "node:crypto";
import { attachmentName } from "../domain/case/attachment-name.ts";
import { attachmentTypeOf, type AttachmentType } from "../domain/case/attachment-type.ts";
import type { UploadedFile } from "../domain/case/attachment.ts";
import type { AttachmentId, CaseId, CaseNo, StaffId } from "../domain/ids.ts";
import { mostWaiting, whyNotUpload, type NoUpload } from "../domain/people/may-upload.ts";
import { personOf } from "../domain/people/organisation.ts";
import { sha256OfStream } from "../lib/hash.ts";
import { inBlocks } from "../lib/in-blocks.ts";
import { fileOfOnceKey, waitingFiles, type UploadChannel } from "../store/attachments.ts";
import { CaseNotFound, caseIdOf, findCase } from "../store/case-file.ts";
import {
  addChunk,
  beginContent,
  CHUNK_BYTES,
  dropContent,
  finishUpload,
} from "../store/file-contents.ts";
import type { Deps } from "./deps.ts";

/** A file that somebody hands in for a case. Nothing that is said of it is believed. */
export interface Upload {
  caseNo: CaseNo;
  uploadedBy: StaffId;
  name: string;
  channel: UploadChannel;
  /** The same form sent twice brings one file. */
  onceKey?: string;
  /** Asked for only when a file would be taken; read once, as it comes. */
  open: () => AsyncIterable<Uint8Array>;
}

export type UploadResult = { ok: true; file: UploadedFile } | { ok: false; why: NoUpload };

/**
 * Takes a file in for a case, a block at a time; it waits there until a submission names it.
 * @throws CaseNotFound, and whatever breaks off the bytes
 */
export async function uploadAttachment(deps: Deps, upload: Upload): Promise<UploadResult> {
  const caseId = await caseIdOf(deps.db, upload.caseNo);
  if (caseId === undefined) throw new CaseNotFound(upload.caseNo);
  const before = upload.onceKey && (await fileOfOnceKey(deps.db, upload.onceKey));
  if (before) return { ok: true, file: before };
  const why = await whyNot(deps, caseId, upload.uploadedBy);
  if (why !== undefined) return { ok: false, why };
  const contentId = randomBytes(12).toString("hex");
  try {
    const stored = await store(deps, contentId, upload.open());
    if (stored.ok) return await finish(deps, { ...upload, caseId }, stored);
    await dropContent(deps.db, contentId);
    return stored;
  } catch (fault) {
    // What cannot be taken back now is swept within a day; the first fault is the one to tell.
    await dropContent(deps.db, contentId).catch(() => undefined);
    throw fault;
  }
}

async function whyNot(deps: Deps, caseId: CaseId, by: StaffId): Promise<NoUpload | undefined> {
  const { db, bureau, attachmentLimits: limits } = deps;
  const file = await findCase(db, caseId);
  if (file === undefined) throw new CaseNotFound(String(caseId));
  const person = personOf(bureau.organisation, by);
  const waiting = (await waitingFiles(db, caseId, by)).length;
  return whyNotUpload(person, file.connectionCase, { waiting, limits });
}

interface Stored {
  ok: true;
  contentId: string;
  type: AttachmentType;
  sizeBytes: number;
  sha256: string;
}

/** Looked at, hashed and written block by block; what the file is its first bytes say. */
async function store(
  { db, clock, attachmentLimits }: Deps,
  contentId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Stored | { ok: false; why: NoUpload }> {
  const hash = sha256OfStream();
  let type: AttachmentType | undefined;
  let sizeBytes = 0;
  let chunkNo = 0;
  for await (const block of inBlocks(bytes, CHUNK_BYTES)) {
    type ??= attachmentTypeOf(block);
    if (type === undefined) return { ok: false, why: "wrong-type" };
    sizeBytes += block.length;
    if (sizeBytes > attachmentLimits.maxBytes) return { ok: false, why: "too-large" };
    if (chunkNo === 0) await beginContent(db, contentId, clock.now());
    hash.add(block);
    await addChunk(db, { contentId, chunkNo, bytes: block });
    chunkNo += 1;
  }
  if (type === undefined) return { ok: false, why: "empty" };
  return { ok: true, contentId, type, sizeBytes, sha256: hash.end() };
}

/** Others may have finished since it was asked whether there is room. */
async function finish(
  { db, clock, attachmentLimits }: Deps,
  { caseId, name, uploadedBy, channel, onceKey }: Upload & { caseId: CaseId },
  { contentId, type, sizeBytes, sha256 }: Stored,
): Promise<UploadResult> {
  const file = await finishUpload(db, {
    id: `F${randomBytes(10).toString("hex")}` as AttachmentId,
    name: attachmentName(name, type),
    contentId,
    caseId,
    channel,
    onceKey,
    sha256,
    type,
    sizeBytes,
    uploadedBy,
    uploadedAt: clock.now(),
    mostWaiting: mostWaiting(attachmentLimits),
  });
  return file === undefined ? { ok: false, why: "too-many-waiting" } : { ok: true, file };
}
