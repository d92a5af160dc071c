// What happened in a case, as its rows stand in the chain of its history.
import type { Act } from "../../src/domain/approval/act.ts";
import {
  actPersonalHash,
  placeAfter,
  type ActItem,
  type CaseHistory,
  type HistoryItem,
  type HistoryRow,
} from "../../src/domain/audit/case-history.ts";
import { NO_HEAD } from "../../src/domain/audit/decision-chain.ts";
import { approvalIdOf, type CaseId } from "../../src/domain/ids.ts";
import { buildAct } from "./build-act.ts";
import { buildChain } from "./build-chain.ts";
import { buildDocument, buildTask } from "./build.ts";

const CASE_ID = 1 as CaseId;
const approvalId = approvalIdOf(CASE_ID, 1);

export function buildActItem(changes: Partial<Act> = {}): ActItem {
  const act = buildAct(changes);
  const personalHash = actPersonalHash(act, "salt");
  return { kind: "act", approvalId, actNo: 1, act, personalSalt: "salt", personalHash };
}

/** 张伟 submits, 刘洋 is asked, somebody urges, 刘洋 signs. */
export function buildItems(): HistoryItem[] {
  const [link] = buildChain({});
  if (link === undefined) throw new Error("no link");
  return [
    { kind: "document", document: buildDocument(1) },
    { kind: "task", approvalId, task: buildTask(1) },
    buildActItem({ kind: "urge" }),
    { kind: "decision", link },
  ];
}

/** These items, each with its place behind the one before. */
export function buildHistory(items: readonly HistoryItem[] = buildItems()): CaseHistory {
  let head = NO_HEAD;
  const rows = items.map((item): HistoryRow => {
    head = placeAfter(CASE_ID, head, item);
    return { item, at: momentOf(item), place: head };
  });
  return { rows, head };
}

function momentOf(item: HistoryItem): Date {
  switch (item.kind) {
    case "document":
      return item.document.submittedAt;
    case "task":
      return item.task.openedAt;
    case "act":
      return item.act.at;
    case "decision":
      return item.link.decision.committedAt;
  }
}
