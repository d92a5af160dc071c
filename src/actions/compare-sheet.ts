import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { CaseNo } from "../domain/ids.ts";
import { kindText } from "../messages/document-words.ts";
import { SHEET_STATUS, type SheetStatement } from "../messages/sheet-statement.ts";
import { chainHashAt } from "../store/audit-rows.ts";
import { caseIdOf, findCase } from "../store/case-file.ts";
import type { Deps } from "./deps.ts";

/** What the database says otherwise than a sheet that was truly issued. */
export type Contradiction =
  | "no-case"
  | "no-version"
  | "other-content"
  | "other-chain"
  | "unapproved";

export interface SheetComparison {
  contradictions: Contradiction[];
  /** Newest version of the document, when it is not the one on paper. */
  newerVersion: number | undefined;
  /** State of the approval today, when it is not the one on paper. */
  newStatus: string | undefined;
}

/** Compares what a sheet vouched for with the case as it is today. */
export async function compareSheet(
  { db }: Pick<Deps, "db">,
  statement: SheetStatement,
): Promise<SheetComparison> {
  const id = await caseIdOf(db, statement.caseNo as CaseNo);
  const file = id === undefined ? undefined : await findCase(db, id);
  if (id === undefined || file === undefined) {
    return { contradictions: ["no-case"], newerVersion: undefined, newStatus: undefined };
  }
  const { no, hash } = statement.chainHead;
  const isChainKept = no === 0 || (await chainHashAt(db, id, no)) === hash;
  const { contradictions, ...changes } = compared(file, statement);
  const all: Contradiction[] = isChainKept ? contradictions : [...contradictions, "other-chain"];
  return { contradictions: all, ...changes };
}

function compared(file: CaseFile, statement: SheetStatement): SheetComparison {
  const isOfKind = ({ kind }: { kind: ApprovalKind }): boolean => kindText(kind) === statement.kind;
  const documents = file.documents.filter(isOfKind);
  const document = documents.find(({ version }) => version === statement.version);
  const newest = Math.max(0, ...documents.map(({ version }) => version));
  const approval = file.approvals.findLast((one) => isOfKind(one) && one.revokes === undefined);
  const status = approval && SHEET_STATUS[approval.status];
  const isUnapproved =
    newest === statement.version &&
    statement.status === SHEET_STATUS.approved &&
    !REVOCABLE.has(status);
  const contradictions: Contradiction[] = [];
  if (document === undefined) contradictions.push("no-version");
  else if (document.contentHash !== statement.documentHash) contradictions.push("other-content");
  if (isUnapproved) contradictions.push("unapproved");
  return {
    contradictions,
    newerVersion: newest > statement.version ? newest : undefined,
    newStatus: status === statement.status ? undefined : status,
  };
}

/** What an approval may be that was approved when a sheet was issued. */
const REVOCABLE: ReadonlySet<string | undefined> = new Set([
  SHEET_STATUS.approved,
  SHEET_STATUS.revoking,
  SHEET_STATUS.revoked,
]);
