import type { Flow } from "./approval/flow.ts";
import type { Approval, Task } from "./approval/instance.ts";
import { documentOf, type CaseFile } from "./case-file.ts";
import type { Attachment } from "./case/attachment.ts";
import type { CaseDocument } from "./case/document.ts";
import type { StaffId } from "./ids.ts";
import type { Refusal } from "./outcome.ts";

/** Attachments of a version that somebody has not opened yet. Whoever has opened the bytes in an older version has read them. */
export function unreadAttachments(
  { readings }: Pick<CaseFile, "readings">,
  { attachments }: Pick<CaseDocument, "attachments">,
  reader: StaffId,
): Attachment[] {
  return attachments.filter(
    ({ sha256 }) => !readings.some((one) => one.by === reader && one.sha256 === sha256),
  );
}

/** What somebody has still to open before they may decide; empty where the node of the task does not ask for it. */
export function mustStillRead(
  file: CaseFile,
  { approval, task, reader }: { approval: Approval; task: Task; reader: StaffId },
  flowOf: (approval: Approval) => Flow,
): Attachment[] {
  const node = flowOf(approval).nodes.find(({ id }) => id === task.nodeId);
  const document = documentOf(file, approval);
  if (node?.mustRead !== true || document === undefined) return [];
  return unreadAttachments(file, document, reader);
}

/** Why somebody may not decide yet where the attachments have to be read first. */
export function whyUnread(
  file: CaseFile,
  asked: { approval: Approval; task: Task; reader: StaffId },
  flowOf: (approval: Approval) => Flow,
): Refusal | undefined {
  const unread = mustStillRead(file, asked, flowOf);
  if (unread.length === 0) return undefined;
  return { code: "attachment-unread", names: unread.map(({ name }) => name) };
}
