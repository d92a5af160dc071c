import type { NamedFiles } from "../domain/check-attachments.ts";
import type { HandedIn } from "../domain/verbs/submit-document.ts";
import type { CaseId } from "../domain/ids.ts";
import { lockFiles } from "../store/attachments.ts";
import type { Tx } from "../store/db.ts";
import type { Deps } from "./deps.ts";
import type { SubmitInput } from "./inputs.ts";

/** The files that a submission names, as they are now; nobody takes them away before its transaction ends. */
export async function namedFiles(
  { attachmentLimits }: Deps,
  tx: Tx,
  { caseId, ids = [] }: { caseId: CaseId; ids: readonly string[] | undefined },
): Promise<NamedFiles> {
  const { maxCount } = attachmentLimits;
  return { files: await lockFiles(tx, caseId, ids), maxCount };
}

/** A submission as the rules see it. */
export function handedIn(
  { kind, content, submittedBy }: Omit<SubmitInput, "once">,
  attachments: NamedFiles | undefined,
): HandedIn {
  const submission = { kind, content, submittedBy };
  return attachments === undefined ? submission : { ...submission, attachments };
}
