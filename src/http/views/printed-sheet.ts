import type { Approval } from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import type { CaseDocument } from "../../domain/case/document.ts";
import type { SheetStatement } from "../../messages/sheet-statement.ts";

/** What is printed, as of one moment. */
export interface PrintedSheet {
  file: CaseFile;
  document: CaseDocument;
  /** Of this kind, the newest last. */
  approvals: readonly [Approval, ...Approval[]];
  statement: SheetStatement;
  /** Text of the code; undefined when it is not signed. */
  signed: string | undefined;
  /** Nothing about the case was tampered with, as far as can be seen. */
  isWhole: boolean;
}
