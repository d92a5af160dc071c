import { checkSubmission } from "../domain/check-submission.ts";
import { previewSubmission, type Preview } from "../domain/verbs/preview-submission.ts";
import type { Problem } from "../domain/problem.ts";
import { CaseNotFound, caseIdOf, lockCase } from "../store/case-file.ts";
import { inTransaction } from "../store/db.ts";
import type { Deps } from "./deps.ts";
import type { ApiResult, SubmitInput } from "./inputs.ts";
import { pinnedFlows } from "./pinned-flows.ts";
import { handedIn, namedFiles } from "./named-files.ts";
import { presentBureau } from "./present-bureau.ts";
import { refusedResult } from "./submit-document.ts";

export interface Previewed extends Preview {
  warnings: readonly Problem[];
}

/**
 * Tells what submitting a version would do, and does nothing: nothing is written, nobody is told.
 * @throws CaseNotFound
 */
export async function previewDocument(
  deps: Deps,
  input: Omit<SubmitInput, "once">,
): Promise<ApiResult<Previewed>> {
  const caseId = await caseIdOf(deps.db, input.caseNo);
  if (caseId === undefined) throw new CaseNotFound(input.caseNo);
  return inTransaction<ApiResult<Previewed>>(deps.db, async (tx) => {
    const [{ file }, attachments] = await Promise.all([
      lockCase(tx, caseId),
      namedFiles(deps, tx, { caseId, ids: input.attachments }),
    ]);
    const submission = handedIn(input, attachments);
    const { bureau, grants } = await presentBureau(deps, tx);
    const at = deps.clock.now();
    const flowOf = await pinnedFlows(deps, tx, file);
    const outcome = previewSubmission(file, submission, { bureau, at, flowOf, grants });
    if (!outcome.ok) return refusedResult(outcome.refusal);
    const warnings = checkSubmission(file, submission, { bureau, at });
    return { ok: true, value: { ...outcome.next, warnings }, replayed: true };
  });
}
