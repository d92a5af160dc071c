import { sql } from "kysely";
import type { CaseFile } from "../domain/case-file.ts";
import { headOf, NO_HEAD, type ChainHead } from "../domain/decision-chain.ts";
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

/** A case file whose row is locked by the transaction that holds it. Only `lockCase` makes one. */
export interface LockedFile {
  readonly file: CaseFile;
  /** End of the case's chain of decisions. */
  readonly chainHead: ChainHead;
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
  const [cases, ...parts] = await tx.read(...lockingOne(id));
  const row = cases[0];
  if (row === undefined) throw new CaseNotFound(String(id));
  const last = parts[5].at(-1);
  return {
    file: assemble(row, parts),
    chainHead: last === undefined ? NO_HEAD : headOf(toLink(last)),
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
  const [cases, ...parts] = await read(db, plain, ...partsOf(ids));
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

function partsOf(caseIds: readonly number[]) {
  const ids = [...caseIds];
  return [
    sqlFor.selectFrom("stages").selectAll().where("case_id", "in", ids).orderBy("ordinal"),
    sqlFor.selectFrom("documents").selectAll().where("case_id", "in", ids).orderBy("version"),
    // In the order of their numbers: A1-10 comes after A1-9.
    sqlFor
      .selectFrom("approvals")
      .selectAll()
      .where("case_id", "in", ids)
      .orderBy(sql`CHAR_LENGTH(id)`)
      .orderBy("id"),
    sqlFor
      .selectFrom("approval_nodes")
      .selectAll()
      .where("case_id", "in", ids)
      .orderBy("round")
      .orderBy("ordinal"),
    sqlFor.selectFrom("tasks").selectAll().where("case_id", "in", ids).orderBy("task_no"),
    sqlFor.selectFrom("decisions").selectAll().where("case_id", "in", ids).orderBy("chain_no"),
    sqlFor.selectFrom("fired_rungs").selectAll().where("case_id", "in", ids),
    sqlFor.selectFrom("acts").selectAll().where("case_id", "in", ids).orderBy("act_no"),
    sqlFor.selectFrom("cards").selectAll().where("case_id", "in", ids).orderBy("made_at"),
    sqlFor
      .selectFrom("copies")
      .selectAll()
      .where("case_id", "in", ids)
      .orderBy("made_at")
      .orderBy("to_userid"),
    sqlFor.selectFrom("readings").selectAll().where("case_id", "in", ids),
  ] as const;
}

const lockingOne = compileOnce(
  (id: CaseId) =>
    [
      sqlFor.selectFrom("cases").selectAll().where("id", "=", id).forUpdate(),
      ...partsOf([id]),
    ] as const,
);

type Parts = [
  Row<"stages">[],
  Row<"documents">[],
  Row<"approvals">[],
  Row<"approval_nodes">[],
  Row<"tasks">[],
  Row<"decisions">[],
  Row<"fired_rungs">[],
  Row<"acts">[],
  Row<"cards">[],
  Row<"copies">[],
  Row<"readings">[],
];

/** Those rows of several cases that belong to one. */
function ownParts(parts: Parts, id: CaseId): Parts {
  const own = <T extends { case_id: number }>(rows: T[]): T[] =>
    rows.filter((row) => row.case_id === id);
  const [
    stages,
    documents,
    approvals,
    nodes,
    tasks,
    decisions,
    firedRungs,
    acts,
    cards,
    copies,
    readings,
  ] = parts;
  return [
    own(stages),
    own(documents),
    own(approvals),
    own(nodes),
    own(tasks),
    own(decisions),
    own(firedRungs),
    own(acts),
    own(cards),
    own(copies),
    own(readings),
  ];
}

function assemble(row: Row<"cases">, parts: Parts): CaseFile {
  const [
    stages,
    documents,
    approvals,
    nodes,
    tasks,
    decisions,
    firedRungs,
    acts,
    cards,
    copies,
    readings,
  ] = parts;
  return {
    connectionCase: toCase(row),
    stages: stages.map(toStage),
    documents: documents.map(toDocument),
    approvals: approvals.map((one) =>
      toApproval(one, { nodes, tasks, decisions, firedRungs, acts, copies }),
    ),
    cards: cards.map(toCard),
    readings: readings.map(toReading),
  };
}
