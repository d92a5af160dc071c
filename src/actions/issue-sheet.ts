import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { Approval } from "../domain/approval/instance.ts";
import { approvalOfKind, type CaseFile } from "../domain/case-file.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import type { CaseNo } from "../domain/ids.ts";
import {
  joinSignature,
  sheetStatement,
  writeStatement,
  type SheetStatement,
} from "../messages/sheet-statement.ts";
import { lockCase, type LockedFile } from "../store/case-file.ts";
import { inTransaction } from "../store/db.ts";
import type { Deps } from "./deps.ts";
import { lookUpCase, type Viewer } from "./look-up.ts";
import { isCaseWhole } from "./verify-audit.ts";

/** 审批单: everything about the newest version of a document, as of one moment. */
export interface Sheet {
  file: CaseFile;
  asOf: Date;
  document: CaseDocument;
  /** Of this kind, the newest last. */
  approvals: readonly [Approval, ...Approval[]];
  statement: SheetStatement;
  /** Statement and signature for the code; undefined when it is not signed. */
  signed: string | undefined;
  /** An audit finds nothing wrong with the case. What was tampered with is shown, but not signed. */
  isWhole: boolean;
}

export interface SheetQuestion {
  caseNo: CaseNo;
  kind: ApprovalKind;
  viewer: Viewer;
}

/** A sheet, signed when there is a key; undefined when there is nothing of the kind or no right to see it. */
export async function issueSheet(
  deps: Deps,
  { caseNo, kind, viewer }: SheetQuestion,
): Promise<Sheet | undefined> {
  const view = await lookUpCase(deps, { caseNo, viewer });
  if (view === undefined) return undefined;
  const { id } = view.file.connectionCase;
  // Under the lock: what is signed must not be half of before a decision and half of after it.
  const locked = await inTransaction(deps.db, (tx) => lockCase(tx, id));
  return sheetOf(deps, kind, { ...locked, isWhole: await isCaseWhole(deps.db, id) });
}

function sheetOf(
  { clock, signer }: Pick<Deps, "clock" | "signer">,
  kind: ApprovalKind,
  { file, chainHead, isWhole }: Pick<LockedFile, "file" | "chainHead"> & { isWhole: boolean },
): Sheet | undefined {
  const document = file.documents.findLast((one) => one.kind === kind);
  const [first, ...others] = file.approvals.filter((one) => one.kind === kind);
  if (document === undefined || first === undefined) return undefined;
  const asOf = clock.now();
  const approval = approvalOfKind(file, kind) ?? first;
  const statement = sheetStatement(file, { approval, document, chainHead, issuedAt: asOf });
  const text = writeStatement(statement);
  const signed = isWhole && signer ? joinSignature(text, signer.sign(text)) : undefined;
  return { file, asOf, document, approvals: [first, ...others], statement, signed, isWhole };
}
