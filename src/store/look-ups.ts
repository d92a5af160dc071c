import { type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import type { Approval } from "../domain/approval/instance.ts";
import type { CaseId, StaffId } from "../domain/ids.ts";
import { queryWords, type QueryWord } from "../domain/asking/query-words.ts";
import { read, sqlFor, type Db } from "./db.ts";
import type { Tables } from "./tables.ts";

/** Whose cases to look among: those of these people, or all (undefined). A first filter; the rule is in `domain/people/who-may-see`. */
export type Among = readonly StaffId[] | undefined;

/** A case by what people call it. */
export interface CaseName {
  id: CaseId;
  caseNo: string;
  customerName: string;
}

/** Cases that have every word of the text in their number or customer's name, newest first. */
export async function casesMatching(
  db: Db,
  { text, among, limit }: { text: string; among: Among; limit: number },
): Promise<CaseId[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("cases")
      .select("id")
      .where((eb) => eb.and(queryWords(text).map((word) => mentions(eb, word))))
      .where((eb) => concerns(eb, among))
      .orderBy("id", "desc")
      .limit(limit),
  );
  return rows.map((row) => row.id as CaseId);
}

/** Numbers and names of the newest cases, newest first. */
export async function newestNames(db: Db, among: Among, limit: number): Promise<CaseName[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("cases")
      .select(["id", "case_no", "customer_name"])
      .where((eb) => concerns(eb, among))
      .orderBy("id", "desc")
      .limit(limit),
  );
  return rows.map((row) => ({
    id: row.id as CaseId,
    caseNo: row.case_no,
    customerName: row.customer_name,
  }));
}

/**
 * Cases with an approval that this person submitted and that is not finished, newest first. A rejected, withdrawn or
 * revoked one is finished when another was begun after it; what was to revoke one is finished with it.
 */
export async function casesSubmittedBy(db: Db, staff: StaffId, limit: number): Promise<CaseId[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("approvals")
      .select("case_id")
      .where("submitted_by", "=", staff)
      .where("status", "in", UNFINISHED)
      .where(({ or, eb }) =>
        or([eb("revokes_approval_id", "is", null), eb("status", "=", "running")]),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("approvals as next")
              .select("next.id")
              .whereRef("next.case_id", "=", "approvals.case_id")
              .whereRef("next.previous_approval_id", "=", "approvals.id"),
          ),
        ),
      )
      .orderBy("started_at", "desc")
      .limit(limit),
  );
  return unique(rows.map((row) => row.case_id));
}

const UNFINISHED: readonly Approval["status"][] = [
  "running",
  "wait_revision",
  "rejected",
  "withdrawn",
  "revoking",
  "revoked",
];

/** Cases with a pending task whose due time has passed, the longest overdue first. */
export async function casesOverdue(
  db: Db,
  { now, among, limit }: { now: Date; among: Among; limit: number },
): Promise<CaseId[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("tasks")
      .innerJoin("cases", "cases.id", "tasks.case_id")
      .select("tasks.case_id")
      .where("tasks.status", "=", "pending")
      .where("tasks.due_at", "<", now)
      .where((eb) => concerns(eb, among))
      .orderBy("tasks.due_at")
      .limit(limit),
  );
  return unique(rows.map((row) => row.case_id));
}

/** Cases in which somebody's signature is asked for. */
export async function casesAsking(db: Db): Promise<CaseId[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("tasks")
      .select("case_id")
      .distinct()
      .where("status", "=", "pending")
      .orderBy("case_id"),
  );
  return rows.map((row) => row.case_id as CaseId);
}

/** Whoever somebody's signature is asked of at this moment, and by which grant when they stand in. */
export async function holdersAsked(
  db: Db,
): Promise<{ holder: StaffId; grantId: number | undefined }[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("tasks")
      .select(["holder", "grant_id"])
      .distinct()
      .where("status", "=", "pending"),
  );
  return rows.map((row) => ({
    holder: row.holder as StaffId,
    grantId: row.grant_id ?? undefined,
  }));
}

/** Cases in which one of these people is asked for a signature. */
export async function casesAskingOneOf(db: Db, holders: readonly StaffId[]): Promise<CaseId[]> {
  if (holders.length === 0) return [];
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("tasks")
      .select("case_id")
      .distinct()
      .where("holder", "in", [...holders])
      .where("status", "=", "pending")
      .orderBy("case_id"),
  );
  return rows.map((row) => row.case_id as CaseId);
}

/** Cases that asked for attention by now, the oldest wish first. */
export async function casesDue(db: Db, now: Date, limit: number): Promise<CaseId[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("cases")
      .select("id")
      .where("next_attention_at", "<=", now)
      .orderBy("next_attention_at")
      .orderBy("id")
      .limit(limit),
  );
  return rows.map((row) => row.id as CaseId);
}

function mentions(
  eb: ExpressionBuilder<Tables, "cases">,
  { text, caseNo, compactNo }: QueryWord,
): Expression<SqlBool> {
  const withoutHyphens = eb.fn<string>("replace", ["case_no", eb.val("-"), eb.val("")]);
  return eb.or([
    eb("customer_name", "like", containing(text)),
    ...(caseNo === undefined ? [] : [eb("case_no", "like", containing(caseNo))]),
    ...(compactNo === undefined ? [] : [eb(withoutHyphens, "like", containing(compactNo))]),
  ]);
}

/** A LIKE pattern in which the text stands for itself. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}

function concerns<T extends keyof Tables>(
  eb: ExpressionBuilder<Tables, T | "cases">,
  among: Among,
): Expression<SqlBool> {
  if (among === undefined) return eb.lit(true);
  const people = [...among];
  const of = eb as unknown as ExpressionBuilder<Tables, "cases">;
  return of.or([
    of("cases.grid_manager", "in", people),
    of("cases.works_manager", "in", people),
    of.exists(
      of
        .selectFrom("documents")
        .select("documents.version")
        .whereRef("documents.case_id", "=", "cases.id")
        .where("documents.submitted_by", "in", people),
    ),
    of.exists(
      of
        .selectFrom("copies")
        .select("copies.to_userid")
        .whereRef("copies.case_id", "=", "cases.id")
        .where("copies.to_userid", "in", people),
    ),
    of.exists(
      of
        .selectFrom("tasks as theirs")
        .select("theirs.id")
        .whereRef("theirs.case_id", "=", "cases.id")
        .where((task) =>
          task.or([
            task("theirs.holder", "in", people),
            task("theirs.principal_userid", "in", people),
          ]),
        ),
    ),
  ]);
}

function unique(ids: readonly number[]): CaseId[] {
  return [...new Set(ids)] as CaseId[];
}
