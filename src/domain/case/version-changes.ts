import type { Attachment } from "./attachment.ts";
import { changesBetween } from "./document-changes.ts";
import { rowsOf, type FieldRow } from "./document-fields.ts";
import type { CaseDocument, FieldChange } from "./document.ts";
import { NO_VALUE } from "./format-field.ts";

/** What a version is made of. */
export type VersionContent = Pick<CaseDocument, "content" | "attachments">;

/** How the attachments as a whole are called where fields are named, e.g. in `reviewFields`. */
export const ATTACHMENTS_FIELD = "attachments";
export const ATTACHMENTS_LABEL = "附件";

/** Everything that a newer version changed: its fields in reading order, then the attachments that went and came. */
export function versionChanges(before: VersionContent, after: VersionContent): FieldChange[] {
  return [
    ...changesBetween(before.content, after.content),
    ...attachmentChanges(before.attachments, after.attachments),
  ];
}

/** Every field that a version may be returned for: those that are filled, and the attachments, which may be missing. */
export function rowsToMend({ content, attachments }: VersionContent): FieldRow[] {
  const files = attachments.map(({ name }) => name).join("、");
  const row = {
    field: ATTACHMENTS_FIELD,
    group: ATTACHMENTS_LABEL,
    label: ATTACHMENTS_LABEL,
    text: files === "" ? NO_VALUE : files,
  };
  return [...rowsOf(content), row];
}

/** Compared by content: neither the name nor the order of attachments is a change. */
function attachmentChanges(
  before: readonly Attachment[],
  after: readonly Attachment[],
): FieldChange[] {
  const gone = missingFrom(after, before).map(({ name }) => ({ before: name, after: NO_VALUE }));
  const come = missingFrom(before, after).map(({ name }) => ({ before: NO_VALUE, after: name }));
  return [...gone, ...come].map((change, index) => ({
    field: `${ATTACHMENTS_FIELD}.${index}`,
    label: ATTACHMENTS_LABEL,
    ...change,
  }));
}

/** Those of `these` whose bytes are not among the others. */
function missingFrom(
  others: readonly Attachment[],
  these: readonly Attachment[],
): readonly Attachment[] {
  return these.filter(({ sha256 }) => !others.some((other) => other.sha256 === sha256));
}
