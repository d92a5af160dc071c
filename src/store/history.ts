import type { Act } from "../domain/approval/act.ts";
import {
  actPersonalHash,
  placeAfter,
  type ActItem,
  type HistoryItem,
  type HistoryRow,
} from "../domain/audit/case-history.ts";
import { NO_HEAD, type ChainHead } from "../domain/audit/decision-chain.ts";
import type { ApprovalId, CaseId } from "../domain/ids.ts";
import { toAct, toDocument, toTask, type Row } from "./case-rows.ts";
import { newSalt, toLink } from "./decision-chain.ts";

interface PlaceColumns {
  entry_no: number;
  entry_hash: string;
}

/** Gives the rows of one change of a case their places, in the order in which they are written. */
export interface History {
  place(item: HistoryItem): PlaceColumns;
  head(): ChainHead;
}

export function openHistory(caseId: CaseId, head: ChainHead): History {
  let last = head;
  return {
    place: (item) => {
      last = placeAfter(caseId, last, item);
      return { entry_no: last.no, entry_hash: last.hash };
    },
    head: () => last,
  };
}

export function actItem(act: Act, of: { approvalId: ApprovalId; actNo: number }): ActItem {
  const personalSalt = newSalt();
  const personalHash = actPersonalHash(act, personalSalt);
  return { kind: "act", ...of, act, personalSalt, personalHash };
}

/** The end of the history, as the row of the case has it. */
export function historyHead({
  history_no: no,
  history_hash: hash,
}: Pick<Row<"cases">, "history_no" | "history_hash">): ChainHead {
  return no === null || hash === null ? NO_HEAD : { no, hash };
}

/** What the row of the case has to say of it once it has moved. */
export function headColumns(before: ChainHead, { no, hash }: ChainHead) {
  return no === before.no ? {} : { history_no: no, history_hash: hash };
}

/** All rows of a case that have, or should have, a place in its history. */
export function historyRows(rows: {
  documents: readonly Row<"documents">[];
  tasks: readonly Row<"tasks">[];
  acts: readonly Row<"acts">[];
  decisions: readonly Row<"decisions">[];
}): HistoryRow[] {
  return [
    ...rows.documents.map((row) => {
      return inHistory(row, { kind: "document", document: toDocument(row) }, row.submitted_at);
    }),
    ...rows.tasks.map(taskRow),
    ...rows.acts.map((row) => inHistory(row, toActItem(row), row.done_at)),
    ...rows.decisions.map((row) => {
      return inHistory(row, { kind: "decision", link: toLink(row) }, row.committed_at);
    }),
  ];
}

/** What is kept for a task may have opened long before it was written. */
function taskRow(row: Row<"tasks">): HistoryRow {
  const { opened_at: openedAt, kept_from: keptFrom, closed_at: closedAt } = row;
  const at = keptFrom === null ? openedAt : (closedAt ?? openedAt);
  const approvalId = row.approval_id as ApprovalId;
  return inHistory(row, { kind: "task", approvalId, task: toTask(row) }, at);
}

function toActItem(row: Row<"acts">): ActItem {
  return {
    kind: "act",
    approvalId: row.approval_id as ApprovalId,
    actNo: row.act_no,
    act: toAct(row),
    personalSalt: row.personal_salt ?? "",
    personalHash: row.personal_hash ?? "",
  };
}

function inHistory(
  { entry_no: no, entry_hash: hash }: Pick<Row<"acts">, "entry_no" | "entry_hash">,
  item: HistoryItem,
  at: Date,
): HistoryRow {
  return { item, at, place: no === null || hash === null ? undefined : { no, hash } };
}
