import type { ApprovalKind } from "../domain/approval-kind.ts";
import { approvalOfKind, type CaseFile } from "../domain/case-file.ts";
import { checkSubmission } from "../domain/check-submission.ts";
import type { NamedFiles } from "../domain/check-attachments.ts";
import type { ApprovalId } from "../domain/ids.ts";
import type { Refusal } from "../domain/outcome.ts";
import type { Problem } from "../domain/problem.ts";
import { submitVersion } from "../domain/verbs/submit-document.ts";
import { AppError } from "../lib/errors.ts";
import { keepFiles } from "../store/attachments.ts";
import { CaseNotFound, caseIdOf } from "../store/case-file.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";
import type { ApiResult, SubmitInput } from "./inputs.ts";
import { handedIn, namedFiles } from "./named-files.ts";
import { storedResult, rememberResult } from "./once.ts";

export interface Submitted {
  approvalId: ApprovalId;
  version: number;
  warnings: readonly Problem[];
}

/**
 * Submits a version of a supply plan or an investment: begins its approval, or the next round of it.
 * @throws CaseNotFound
 */
export async function submitDocument(
  deps: Deps,
  input: SubmitInput,
): Promise<ApiResult<Submitted>> {
  const caseId = await caseIdOf(deps.db, input.caseNo);
  if (caseId === undefined) throw new CaseNotFound(input.caseNo);
  let attachments: NamedFiles | undefined;
  return changeCase<ApiResult<Submitted>>(deps, {
    caseId,
    answerBefore: async (tx) => {
      const [before, named] = await Promise.all([
        storedResult<Submitted>(tx, input.once),
        namedFiles(deps, tx, { caseId, ids: input.attachments }),
      ]);
      attachments = named;
      return before;
    },
    verb: (file, around) => submitVersion(file, handedIn(input, attachments), around),
    conclude: (tx, outcome) => {
      if (!outcome.ok) return refusedResult(outcome.refusal);
      const { file, at } = outcome;
      const warnings = checkSubmission(file, handedIn(input, attachments), {
        bureau: deps.bureau,
        at,
      });
      keepFiles(tx, input.attachments ?? [], at);
      const value = { ...begunIn(file, input.kind), warnings };
      return rememberResult(tx, { once: input.once, at }, value);
    },
  });
}

function begunIn(file: CaseFile, kind: ApprovalKind): Omit<Submitted, "warnings"> {
  const begun = approvalOfKind(file, kind);
  if (begun === undefined) throw new AppError("no-approval", `nothing was begun for ${kind}`);
  return { approvalId: begun.id, version: begun.documentVersion };
}

/** A refusal as the API answers it. */
export function refusedResult(refusal: Refusal): Extract<ApiResult<never>, { ok: false }> {
  return refusal.code === "bad-document"
    ? { ok: false, why: "problems", problems: refusal.problems }
    : { ok: false, why: "refused", refusal };
}
