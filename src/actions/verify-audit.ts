import { auditCase, type AuditFault, type CaseAudit } from "../domain/audit/audit-case.ts";
import { coverageOf, isActErased } from "../domain/audit/case-history.ts";
import { isErased } from "../domain/audit/decision-chain.ts";
import type { CaseId } from "../domain/ids.ts";
import { caseAudit, everyCaseAudit } from "../store/audit-rows.ts";
import { CaseNotFound } from "../store/case-file.ts";
import type { Db } from "../store/db.ts";
import type { Deps } from "./deps.ts";

/** What was found in one case. */
export interface CaseFaults {
  caseId: CaseId;
  caseNo: CaseAudit["caseNo"];
  faults: readonly AuditFault[];
}

export interface AuditCount {
  cases: number;
  decisions: number;
  /** Decisions whose name and words were taken out. */
  erased: number;
  /** Cases in which something does not fit. */
  faulty: number;
  history: HistoryCount;
}

/** Cases by how much of what happened in them has its place in their history; those in which nothing has are left out. */
export interface HistoryCount {
  whole: number;
  partly: number;
  /** Of those the moment from which on the first of them is covered. */
  since: Date | undefined;
  none: number;
  /** Acts whose name and words were taken out. */
  erased: number;
}

type Told = (found: CaseFaults) => void;

/** Looks at every case and tells of each in which something does not fit, as it is found. Changes nothing. */
export async function auditEveryCase({ db }: Pick<Deps, "db">, tell: Told): Promise<AuditCount> {
  const count = newCount();
  for await (const audits of everyCaseAudit(db)) {
    for (const audit of audits) await auditOne(db, audit, { count, tell });
  }
  return count;
}

/** The same for one case. @throws CaseNotFound */
export async function auditOneCase(
  { db }: Pick<Deps, "db">,
  id: CaseId,
  tell: Told,
): Promise<AuditCount> {
  const audit = await caseAudit(db, id);
  if (audit === undefined) throw new CaseNotFound(String(id));
  const count = newCount();
  await auditOne(db, audit, { count, tell });
  return count;
}

function newCount(): AuditCount {
  const history = { whole: 0, partly: 0, since: undefined, none: 0, erased: 0 };
  return { cases: 0, decisions: 0, erased: 0, faulty: 0, history };
}

async function auditOne(
  db: Db,
  audit: CaseAudit,
  { count, tell }: { count: AuditCount; tell: Told },
): Promise<void> {
  const { caseId, caseNo, links } = audit;
  count.cases += 1;
  count.decisions += links.length;
  count.erased += links.filter(isErased).length;
  countHistory(count.history, audit.history.rows);
  const faults = await lastingFaults(db, audit);
  if (faults.length === 0) return;
  count.faulty += 1;
  tell({ caseId, caseNo, faults });
}

function countHistory(count: HistoryCount, rows: CaseAudit["history"]["rows"]): void {
  count.erased += rows.filter(({ item }) => item.kind === "act" && isActErased(item)).length;
  if (rows.length === 0) return;
  const { from } = coverageOf(rows);
  if (from === "beginning") count.whole += 1;
  else if (from === "never") count.none += 1;
  else {
    count.partly += 1;
    if (count.since === undefined || from < count.since) count.since = from;
  }
}

/** Whether nothing is wrong with a case that an audit would find. */
export async function isCaseWhole(db: Db, id: CaseId): Promise<boolean> {
  const audit = await caseAudit(db, id);
  return audit !== undefined && (await lastingFaults(db, audit)).length === 0;
}

/** The tables are read one after the other, and somebody may sign in between: what is wrong is wrong every time. */
const LOOKS = 3;

async function lastingFaults(db: Db, first: CaseAudit): Promise<AuditFault[]> {
  let faults = auditCase(first);
  for (let look = 1; look < LOOKS && faults.length > 0; look += 1) {
    const again = await caseAudit(db, first.caseId);
    const seen = new Set((again === undefined ? faults : auditCase(again)).map(textOf));
    faults = faults.filter((fault) => seen.has(textOf(fault)));
  }
  return faults;
}

function textOf(fault: AuditFault): string {
  return JSON.stringify(fault);
}
