import type { ChainLink } from "../domain/audit/decision-chain.ts";
import type { CaseId, CaseNo } from "../domain/ids.ts";
import { read, sqlFor, type Db, type Tx } from "./db.ts";
import { toLink } from "./decision-chain.ts";

const BATCH = 1_000;

/** Every decision that was committed since a moment, with the number of its case, by case and place in its chain. */
export async function* linksSince(
  db: Db,
  since: Date,
): AsyncGenerator<{ caseNo: CaseNo; link: ChainLink }> {
  let after = { caseId: 0, no: 0 };
  for (;;) {
    const [rows] = await read(db, linksQuery(since, after));
    for (const row of rows) yield { caseNo: row.case_no as CaseNo, link: toLink(row) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = { caseId: last.case_id, no: last.chain_no };
  }
}

/** Hashes of the decisions of a case, in their order. */
export async function chainOf(tx: Pick<Tx, "read">, id: CaseId): Promise<string[]> {
  const [rows] = await tx.read(
    sqlFor
      .selectFrom("decisions")
      .select("chain_hash")
      .where("case_id", "=", id)
      .orderBy("chain_no"),
  );
  return rows.map((row) => row.chain_hash);
}

function linksQuery(since: Date, after: { caseId: number; no: number }) {
  return sqlFor
    .selectFrom("decisions")
    .innerJoin("cases", "cases.id", "decisions.case_id")
    .selectAll("decisions")
    .select("cases.case_no")
    .where("decisions.committed_at", ">=", since)
    .where((eb) =>
      eb.or([
        eb("decisions.case_id", ">", after.caseId),
        eb.and([
          eb("decisions.case_id", "=", after.caseId),
          eb("decisions.chain_no", ">", after.no),
        ]),
      ]),
    )
    .orderBy("decisions.case_id")
    .orderBy("decisions.chain_no")
    .limit(BATCH);
}
