import type { AttachmentId, StaffId } from "../ids.ts";
import type { AttachmentType } from "./attachment-type.ts";

/**
 * A file that belongs to a version. What is approved is its bytes, known by their hash; the name is shown, and covered
 * by nothing: the same bytes under another name are the same attachment.
 */
export interface Attachment {
  id: AttachmentId;
  sha256: string;
  type: AttachmentType;
  sizeBytes: number;
  name: string;
}

/** A file as it was uploaded; it waits, by person and case, until a submission names it. */
export interface UploadedFile extends Attachment {
  uploadedBy: StaffId;
  uploadedAt: Date;
  /** Some version has it. */
  isAttached: boolean;
}

/** Somebody has opened an attachment; what counts is its bytes. */
export interface Reading {
  by: StaffId;
  sha256: string;
  at: Date;
}

/** How much may be attached. */
export interface AttachmentLimits {
  /** Of one file. */
  maxBytes: number;
  /** Of one version. */
  maxCount: number;
}
