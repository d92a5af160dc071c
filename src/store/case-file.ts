import type { CaseFile } from "../domain/case-file.ts";
import { headOf, NO_HEAD, type ChainHead } from "../domain/audit/decision-chain.ts";
import type { CaseId, CaseNo } from "../domain/ids.ts";
import { AppError } from "../lib/errors.ts";
import {
  toApproval,
  toCard,
  toCase,
  toDocument,
  toReading,
  toStage,
  type Row,
} from "./case-rows.ts";
import { compileOnce } from "./compile-once.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";
import { toLink } from "./decision-chain.ts";
import { historyHead } from "./history.ts";

/** A case file whose row is locked by the transaction that holds it. Only `lockCase` makes one. */
export interface LockedFile {
  readonly file: CaseFile;
  /** End of the case's chain of decisions. */
  readonly chainHead: ChainHead;
  /** End of its whole history. */
  readonly historyHead: ChainHead;
  readonly __locked: unique symbol;
}

export class CaseNotFound extends AppError {
  constructor(key: string) {
    super("case-not-found", `no case ${key}`);
  }
}

/**
 * Locks one case and reads everything about it, in one round trip.
 * Everything that changes a case begins here; nothing else is locked.
 * @throws CaseNotFound
 */
export async function lockCase(tx: Tx, id: CaseId): Promise<LockedFile> {
  const [cases, ...lists] = await tx.read(...lockingOne(id));
  const row = cases[0];
  if (row === undefined) throw new CaseNotFound(String(id));
  const parts = toParts(lists);
  const last = parts.decisions.at(-1);
  return {
    file: assemble(row, parts),
    chainHead: last === undefined ? NO_HEAD : headOf(toLink(last)),
    historyHead: historyHead(row),
  } as LockedFile;
}

/** Reads a case without locking it; undefined when there is none. */
export async function findCase(db: Db, id: CaseId): Promise<CaseFile | undefined> {
  return (await findCases(db, [id]))[0];
}

/** Reads several cases in one round trip, in the order of the ids; those that do not exist are left out. */
export async function findCases(db: Db, ids: readonly CaseId[]): Promise<CaseFile[]> {
  if (ids.length === 0) return [];
  const plain = sqlFor
    .selectFrom("cases")
    .selectAll()
    .where("id", "in", [...ids]);
  const [cases, ...lists] = await read(db, plain, ...partsOf(ids));
  const parts = toParts(lists);
  return ids.flatMap((id) => {
    const row = cases.find((one) => one.id === id);
    return row === undefined ? [] : [assemble(row, ownParts(parts, id))];
  });
}

/** Key of a case number, or undefined. */
export async function caseIdOf(db: Db, caseNo: CaseNo): Promise<CaseId | undefined> {
  const [rows] = await read(
    db,
    sqlFor.selectFrom("cases").select("id").where("case_no", "=", caseNo),
  );
  return rows[0]?.id as CaseId | undefined;
}

/** Number of a case, or undefined when its row is gone. */
export async function caseNoOf(db: Db, id: CaseId): Promise<CaseNo | undefined> {
  const [rows] = await read(db, sqlFor.selectFrom("cases").select("case_no").where("id", "=", id));
  return rows[0]?.case_no as CaseNo | undefined;
}

type PartTable =
  | "stages"
  | "documents"
  | "approvals"
  | "approval_nodes"
  | "tasks"
  | "decisions"
  | "fired_rungs"
  | "acts"
  | "cards"
  | "copies"
  | "readings";

type Parts = { [T in PartTable]: Row<T>[] };

/**
 * The tables that hold a case, and by what their rows are ordered. They are sorted here: a case has few rows of each,
 * and the server would take as long to sort none as to find them.
 */
const SORT_KEYS: { [T in PartTable]: (row: Row<T>) => readonly (number | string | Date)[] } = {
  stages: (row) => [row.ordinal],
  documents: (row) => [row.version],
  // In the order of their numbers: A1-10 comes after A1-9.
  approvals: (row) => [row.id.length, row.id],
  approval_nodes: (row) => [row.round, row.ordinal],
  tasks: (row) => [row.task_no],
  decisions: (row) => [row.chain_no],
  fired_rungs: () => [],
  acts: (row) => [row.act_no],
  cards: (row) => [row.made_at],
  copies: (row) => [row.made_at, row.to_userid],
  readings: () => [],
};

const PART_TABLES = Object.keys(SORT_KEYS) as PartTable[];

function partsOf(caseIds: readonly number[]) {
  return PART_TABLES.map((table) =>
    sqlFor
      .selectFrom(table)
      .selectAll()
      .where("case_id", "in", [...caseIds]),
  );
}

const lockingOne = compileOnce(
  (id: CaseId) =>
    [
      sqlFor.selectFrom("cases").selectAll().where("id", "=", id).forUpdate(),
      ...partsOf([id]),
    ] as const,
);

/** Rows as they came, one list for each table, given their names and their order. */
function toParts(lists: readonly unknown[][]): Parts {
  const parts = PART_TABLES.map((table, index) => [table, inOrder(table, lists[index] ?? [])]);
  return Object.fromEntries(parts) as Parts;
}

function inOrder<T extends PartTable>(table: T, rows: readonly unknown[]): Row<T>[] {
  const keyed = (rows as Row<T>[]).map((row) => ({ row, key: SORT_KEYS[table](row) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ row }) => row);
}

function compareKeys(
  some: readonly (number | string | Date)[],
  others: readonly (number | string | Date)[],
): number {
  for (const [index, one] of some.entries()) {
    const other = others[index] ?? one;
    if (one < other) return -1;
    if (one > other) return 1;
  }
  return 0;
}

/** Those rows of several cases that belong to one. */
function ownParts(parts: Parts, id: CaseId): Parts {
  const own = Object.entries(parts).map(([table, rows]) => [
    table,
    rows.filter((row) => row.case_id === id),
  ]);
  return Object.fromEntries(own) as Parts;
}

function assemble(row: Row<"cases">, parts: Parts): CaseFile {
  return {
    connectionCase: toCase(row),
    stages: parts.stages.map(toStage),
    documents: parts.documents.map(toDocument),
    approvals: parts.approvals.map((one) => toApproval(one, parts)),
    cards: parts.cards.map(toCard),
    readings: parts.readings.map(toReading),
  };
}
