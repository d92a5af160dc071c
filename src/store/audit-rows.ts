import type { AuditedNode, AuditedTask, CaseAudit } from "../domain/audit/audit-case.ts";
import type { CaseId, CaseNo } from "../domain/ids.ts";
import { toDocument, type Row } from "./case-rows.ts";
import { read, sqlFor, type Db } from "./db.ts";
import { toLink } from "./decision-chain.ts";
import { historyHead, historyRows } from "./history.ts";

/** Cases read together; a million of them never stand in memory at once. */
const BATCH = 200;
const LAST_ID = Number.MAX_SAFE_INTEGER;

/** Keys of cases: more than one, at most the other. */
interface Range {
  above: number;
  upTo: number;
}

/** Every case with what an audit looks at, a batch at a time; also what is left of cases whose row is gone. */
export async function* everyCaseAudit(db: Db): AsyncGenerator<CaseAudit[]> {
  let above = 0;
  while (above < LAST_ID) {
    const [ids] = await read(db, idsAbove(above));
    const upTo = ids.length < BATCH ? LAST_ID : (ids.at(-1)?.id ?? LAST_ID);
    const parts = await read(db, ...partsOf({ above, upTo }));
    yield auditsOf(parts);
    above = upTo;
  }
}

/** One case; undefined when nothing is left of it. */
export async function caseAudit(db: Db, id: CaseId): Promise<CaseAudit | undefined> {
  const parts = await read(db, ...partsOf({ above: id - 1, upTo: id }));
  return auditsOf(parts)[0];
}

/** Hash of one link of a case's chain; undefined when there is none of that number. */
export async function chainHashAt(db: Db, id: CaseId, no: number): Promise<string | undefined> {
  const query = sqlFor.selectFrom("decisions").select("chain_hash").where("case_id", "=", id);
  const [rows] = await read(db, query.where("chain_no", "=", no));
  return rows[0]?.chain_hash;
}

function idsAbove(above: number) {
  return sqlFor.selectFrom("cases").select("id").where("id", ">", above).orderBy("id").limit(BATCH);
}

function partsOf({ above, upTo }: Range) {
  return [
    sqlFor
      .selectFrom("cases")
      .select(["id", "case_no", "history_no", "history_hash"])
      .where("id", ">", above)
      .where("id", "<=", upTo),
    sqlFor
      .selectFrom("decisions")
      .selectAll()
      .where("case_id", ">", above)
      .where("case_id", "<=", upTo)
      .orderBy("case_id")
      .orderBy("chain_no"),
    sqlFor
      .selectFrom("tasks")
      .selectAll()
      .where("case_id", ">", above)
      .where("case_id", "<=", upTo),
    sqlFor
      .selectFrom("approvals")
      .select(["id", "case_id", "status"])
      .where("case_id", ">", above)
      .where("case_id", "<=", upTo),
    sqlFor
      .selectFrom("documents")
      .selectAll()
      .where("case_id", ">", above)
      .where("case_id", "<=", upTo),
    sqlFor.selectFrom("acts").selectAll().where("case_id", ">", above).where("case_id", "<=", upTo),
    sqlFor
      .selectFrom("approval_nodes")
      .select(["case_id", "approval_id", "round", "node_id", "status"])
      .where("case_id", ">", above)
      .where("case_id", "<=", upTo),
  ] as const;
}

type Parts = [
  Pick<Row<"cases">, "id" | "case_no" | "history_no" | "history_hash">[],
  Row<"decisions">[],
  Row<"tasks">[],
  Pick<Row<"approvals">, "id" | "case_id" | "status">[],
  Row<"documents">[],
  Row<"acts">[],
  Pick<Row<"approval_nodes">, "case_id" | "approval_id" | "round" | "node_id" | "status">[],
];

function auditsOf([cases, ...parts]: Parts): CaseAudit[] {
  const [decisions, tasks, approvals, documents, acts, nodes] = parts;
  const ids = [...cases.map(({ id }) => id), ...parts.flat().map((row) => row.case_id)];
  return [...new Set(ids)].map((id) => {
    const isOwn = (row: { case_id: number }): boolean => row.case_id === id;
    const head = cases.find((row) => row.id === id);
    const own = {
      decisions: decisions.filter(isOwn),
      tasks: tasks.filter(isOwn),
      documents: documents.filter(isOwn),
      acts: acts.filter(isOwn),
    };
    return {
      caseId: id as CaseId,
      caseNo: head?.case_no as CaseNo | undefined,
      links: own.decisions.map(toLink),
      history: { rows: historyRows(own), head: head && historyHead(head) },
      tasks: own.tasks.map(toAuditedTask),
      nodes: nodes.filter(isOwn).map(toAuditedNode),
      approvals: approvals.filter(isOwn).map(toAuditedApproval),
      documents: own.documents.map(toDocument),
    };
  });
}

function toAuditedNode(row: Parts[6][number]): AuditedNode {
  return {
    approvalId: row.approval_id as AuditedNode["approvalId"],
    round: row.round,
    nodeId: row.node_id,
    status: row.status as AuditedNode["status"],
  };
}

function toAuditedTask(row: Parts[2][number]): AuditedTask {
  return {
    id: row.id as AuditedTask["id"],
    approvalId: row.approval_id as AuditedTask["approvalId"],
    round: row.round,
    nodeId: row.node_id,
    status: row.status as AuditedTask["status"],
  };
}

function toAuditedApproval(row: Parts[3][number]): CaseAudit["approvals"][number] {
  type Audited = CaseAudit["approvals"][number];
  return { id: row.id as Audited["id"], status: row.status as Audited["status"] };
}
