import type { Anchor, CaseHead } from "../domain/audit/anchor.ts";
import type { CaseId } from "../domain/ids.ts";
import type { Row } from "./case-rows.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";

/** The newest anchor; undefined before the first. */
export async function lastAnchor(tx: Tx): Promise<Anchor | undefined> {
  const query = sqlFor.selectFrom("anchors").selectAll().orderBy("anchor_no", "desc").limit(1);
  const [rows] = await tx.read(query);
  return rows.map(toAnchor)[0];
}

/** When the n-th decision after a moment was committed; undefined when there are fewer. */
export async function nthDecisionAt(tx: Tx, after: Date, n: number): Promise<Date | undefined> {
  const query = sqlFor
    .selectFrom("decisions")
    .select("committed_at")
    .where("committed_at", ">", after)
    .orderBy("committed_at")
    .limit(1)
    .offset(n - 1);
  const [rows] = await tx.read(query);
  return rows[0]?.committed_at;
}

/** How far the chains had come in which somebody decided after one moment and by another, and to where they were anchored. */
export async function movedHeads(
  tx: Tx,
  { after, by }: { after: Date; by: Date },
): Promise<{ heads: CaseHead[]; known: Map<CaseId, number> }> {
  const query = sqlFor
    .selectFrom("decisions")
    .select(["case_id", "chain_no", "chain_hash"])
    .where("committed_at", ">", after)
    .where("committed_at", "<=", by);
  const [rows] = await tx.read(query);
  const last = new Map<number, (typeof rows)[number]>();
  for (const row of rows) {
    if (row.chain_no > (last.get(row.case_id)?.chain_no ?? 0)) last.set(row.case_id, row);
  }
  const heads = [...last.values()].map(toHead);
  return { heads, known: await anchoredNos(tx, [...last.keys()]) };
}

async function anchoredNos(tx: Tx, caseIds: number[]): Promise<Map<CaseId, number>> {
  if (caseIds.length === 0) return new Map();
  const query = sqlFor
    .selectFrom("anchor_heads")
    .select(({ fn }) => ["case_id", fn.max("chain_no").as("no")])
    .where("case_id", "in", caseIds)
    .groupBy("case_id");
  const [rows] = await tx.read(query);
  return new Map(rows.map((row) => [row.case_id as CaseId, Number(row.no)]));
}

export function insertAnchor(tx: Tx, anchor: Anchor, heads: readonly CaseHead[]): void {
  tx.write(
    sqlFor.insertInto("anchors").values({
      anchor_no: anchor.no,
      taken_at: anchor.takenAt,
      covers_to: anchor.coversTo,
      cases: anchor.cases,
      decisions: anchor.decisions,
      is_posted: anchor.isPosted ? 1 : 0,
      previous_root: anchor.previousRoot,
      root: anchor.root,
    }),
  );
  if (heads.length === 0) return;
  tx.write(
    sqlFor.insertInto("anchor_heads").values(
      heads.map(({ caseId, no, hash }) => ({
        anchor_no: anchor.no,
        case_id: caseId,
        chain_no: no,
        chain_hash: hash,
      })),
    ),
  );
}

export interface AnchorAudit {
  anchor: Anchor;
  /** By case. */
  heads: CaseHead[];
  /** Those of them that the chain of their case does not hold any more. */
  lost: CaseHead[];
}

/** Every anchor with its heads, the oldest first, one at a time. */
export async function* everyAnchor(db: Db): AsyncGenerator<AnchorAudit> {
  for (let above = 0; ;) {
    const query = sqlFor.selectFrom("anchors").selectAll().where("anchor_no", ">", above);
    const [rows] = await read(db, query.orderBy("anchor_no").limit(1));
    const anchor = rows.map(toAnchor)[0];
    if (anchor === undefined) return;
    const heads = await headsIn(db, anchor.no);
    yield { anchor, ...heads };
    above = anchor.no;
  }
}

/** Anchored heads of one case that its chain does not hold any more. */
export async function lostHeadsOf(db: Db, id: CaseId): Promise<CaseHead[]> {
  const [rows] = await read(db, headsWithLinks().where("anchor_heads.case_id", "=", id));
  return rows.filter((row) => row.found === null).map(toHead);
}

async function headsIn(db: Db, no: number): Promise<Pick<AnchorAudit, "heads" | "lost">> {
  const query = headsWithLinks().where("anchor_no", "=", no);
  const [rows] = await read(db, query.orderBy("anchor_heads.case_id"));
  return { heads: rows.map(toHead), lost: rows.filter((row) => row.found === null).map(toHead) };
}

function headsWithLinks() {
  return sqlFor
    .selectFrom("anchor_heads")
    .leftJoin("decisions", (join) =>
      join
        .onRef("decisions.case_id", "=", "anchor_heads.case_id")
        .onRef("decisions.chain_no", "=", "anchor_heads.chain_no")
        .onRef("decisions.chain_hash", "=", "anchor_heads.chain_hash"),
    )
    .select([
      "anchor_heads.case_id",
      "anchor_heads.chain_no",
      "anchor_heads.chain_hash",
      "decisions.task_id as found",
    ]);
}

function toHead(row: Pick<Row<"anchor_heads">, "case_id" | "chain_no" | "chain_hash">): CaseHead {
  return { caseId: row.case_id as CaseId, no: row.chain_no, hash: row.chain_hash };
}

function toAnchor(row: Row<"anchors">): Anchor {
  return {
    no: row.anchor_no,
    takenAt: row.taken_at,
    coversTo: row.covers_to,
    cases: row.cases,
    decisions: row.decisions,
    isPosted: row.is_posted === 1,
    previousRoot: row.previous_root,
    root: row.root,
  };
}
