import { sha256Hex } from "../../lib/hash.ts";
import type { Act } from "../approval/act.ts";
import type { Task } from "../approval/instance.ts";
import type { CaseDocument } from "../case/document.ts";
import type { ApprovalId, CaseId } from "../ids.ts";
import { NO_HEAD, type ChainHead, type ChainLink } from "./decision-chain.ts";

/**
 * A row that says what happened in a case: a version came in, somebody was asked, something was done, somebody signed.
 * What of such a row may change later, as that a task has ended, is not looked at.
 */
export type HistoryItem =
  | { kind: "document"; document: CaseDocument }
  | { kind: "task"; approvalId: ApprovalId; task: Task }
  | ActItem
  | { kind: "decision"; link: ChainLink };

export interface ActItem {
  kind: "act";
  approvalId: ApprovalId;
  actNo: number;
  act: Act;
  /** Keeps name and words from being guessed from their hash; blank once they had to be erased. */
  personalSalt: string;
  personalHash: string;
}

/** A row of a case, and the place that it was given when it was written. */
export interface HistoryRow {
  item: HistoryItem;
  at: Date;
  /** Undefined where it was written by a program that gave none. */
  place: ChainHead | undefined;
}

export interface CaseHistory {
  /** In any order. */
  rows: readonly HistoryRow[];
  /** What the case says is the last; undefined when its row is gone. */
  head: ChainHead | undefined;
}

export type HistoryFault =
  /** Numbers that should be there and are not. */
  | { kind: "history-missing"; from: number; to: number }
  | { kind: "history-row"; item: HistoryItem; why: HistoryRowFault }
  /** It ends at another row than the case says. */
  | { kind: "history-end" };

export type HistoryRowFault =
  | "doubled"
  /** It is not what was written there: changed, exchanged or moved. */
  | "changed"
  | "person-changed"
  /** It has no place, though all that was written in its time has one. */
  | "unrecorded";

/** The place that a new row gets: behind all that the case has. */
export function placeAfter(caseId: CaseId, head: ChainHead, item: HistoryItem): ChainHead {
  const no = head.no + 1;
  return { no, hash: sha256Hex(JSON.stringify([caseId, no, head.hash, ...partsOf(item)])) };
}

/** Hash of what an act says of people in words. */
export function actPersonalHash({ name, text }: Act, personalSalt: string): string {
  return sha256Hex(JSON.stringify([personalSalt, name, text]));
}

/** Whether name and words were taken out, as the law may ask; the history holds all the same. */
export function isActErased({ act, personalSalt }: ActItem): boolean {
  return [personalSalt, act.name, act.text].every((text) => text === "");
}

/** In an order of its own, and blank where nothing is: a database gives back neither as it was. */
function partsOf(item: HistoryItem): readonly unknown[] {
  switch (item.kind) {
    case "document": {
      const { kind, version, contentHash, submittedBy, submittedAt } = item.document;
      return ["document", kind, version, contentHash, submittedBy, submittedAt];
    }
    case "task":
      return ["task", item.approvalId, ...taskParts(item.task)];
    case "act":
      return ["act", item.approvalId, item.actNo, ...actParts(item.act), item.personalHash];
    case "decision":
      return ["decision", item.link.chainNo, item.link.chainHash];
  }
}

/** Who was asked, for which seat, in which office, for whom, until when. */
function taskParts(task: Task): readonly unknown[] {
  const { id, round, nodeId, seatNo, holder, label, keptFrom, openedAt, dueAt, onBehalfOf } = task;
  const behalf = onBehalfOf && [onBehalfOf.principal, onBehalfOf.grantId, onBehalfOf.until];
  return [id, round, nodeId, seatNo, holder, label, keptFrom, openedAt, dueAt, behalf];
}

function actParts(act: Act): readonly unknown[] {
  const { kind, round, taskId, by, position, department, at } = act;
  const { nextTaskId, until, to, choice, signers } = act;
  const added = signers && [signers.seatNos, signers.people, signers.placing, signers.order];
  const done = [kind, round, taskId, by, position, department, at];
  return [...done, nextTaskId, until, to, choice, added];
}

/** From when on all that happened in a case has its place. */
export type Coverage = { from: "beginning" } | { from: Date } | { from: "never" };

/** A case begins with the first version of its plan; one that is older has its first row of now somewhere on its way. */
export function coverageOf(rows: readonly HistoryRow[]): Coverage {
  const [first] = placedIn(rows);
  if (first === undefined) return { from: "never" };
  const { item, at } = first;
  const isBeginning =
    item.kind === "document" && item.document.kind === "supply_plan" && item.document.version === 1;
  return { from: isBeginning ? "beginning" : at };
}

/** Every row of a case that is not what was written, or was never written by the program; and what is missing. */
export function historyFaults(caseId: CaseId, { rows, head }: CaseHistory): HistoryFault[] {
  const placed = placedIn(rows);
  const faults = placed.flatMap((row, index) =>
    faultsBehind(placed[index - 1]?.place ?? NO_HEAD, row, caseId),
  );
  const last = placed.at(-1)?.place ?? NO_HEAD;
  return [...faults, ...endFaults(last, head), ...unrecorded(rows)];
}

type PlacedRow = HistoryRow & { place: ChainHead };

function placedIn(rows: readonly HistoryRow[]): PlacedRow[] {
  return rows
    .filter((row): row is PlacedRow => row.place !== undefined)
    .toSorted((one, other) => one.place.no - other.place.no);
}

/** What does not fit at a row behind this one. Behind a gap nothing can be recomputed: the gap is told. */
function faultsBehind(
  before: ChainHead,
  { item, place }: PlacedRow,
  caseId: CaseId,
): HistoryFault[] {
  if (place.no === before.no) return [rowFault(item, "doubled")];
  const isNext = place.no === before.no + 1;
  const gap = isNext ? [] : [missing(before.no + 1, place.no - 1)];
  const isSame = !isNext || placeAfter(caseId, before, item).hash === place.hash;
  const changed = isSame ? [] : [rowFault(item, "changed")];
  return [...gap, ...changed, ...(isPersonSame(item) ? [] : [rowFault(item, "person-changed")])];
}

function isPersonSame(item: HistoryItem): boolean {
  if (item.kind !== "act" || isActErased(item)) return true;
  return actPersonalHash(item.act, item.personalSalt) === item.personalHash;
}

function endFaults(last: ChainHead, head: ChainHead | undefined): HistoryFault[] {
  if (head === undefined) return [];
  if (head.no > last.no) return [missing(last.no + 1, head.no)];
  return head.no === last.no && head.hash === last.hash ? [] : [{ kind: "history-end" }];
}

function unrecorded(rows: readonly HistoryRow[]): HistoryFault[] {
  const { from } = coverageOf(rows);
  if (from === "never") return [];
  return rows
    .filter(({ place, at }) => place === undefined && (from === "beginning" || at > from))
    .map(({ item }) => rowFault(item, "unrecorded"));
}

function missing(from: number, to: number): HistoryFault {
  return { kind: "history-missing", from, to };
}

function rowFault(item: HistoryItem, why: HistoryRowFault): HistoryFault {
  return { kind: "history-row", item, why };
}
