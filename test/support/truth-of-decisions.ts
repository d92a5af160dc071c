// What must hold for the decisions of a case: one for each right to decide, unchanged, in a chain.
import { createHash } from "node:crypto";
import {
  pendingTasks,
  type Approval,
  type ApprovalNode,
  type Decision,
  type Task,
} from "../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import { expectedOutcome } from "./expected-outcome.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";

/** Rows seen before, per database: a decision is never changed. */
const seen = new WeakMap<Db, Map<string, string>>();

export async function decisionLies(db: Db, file: CaseFile): Promise<string[]> {
  return [...file.approvals.flatMap(approvalLies), ...(await chainLies(db, file))];
}

function approvalLies(approval: Approval): string[] {
  return [
    ...taskLies(approval),
    ...approval.nodes.flatMap((node) => nodeLies(approval, node)),
    ...statusLies(approval),
  ];
}

function taskLies({ tasks, decisions }: Approval): string[] {
  return tasks.flatMap((task) => {
    const own = decisions.filter(({ taskId }) => taskId === task.id);
    const expected = task.status === "done" ? 1 : 0;
    const isStranger = own.some(({ decidedBy }) => decidedBy !== task.holder);
    return [
      ...(own.length === expected ? [] : [`${task.id} ${task.status}: ${own.length} decisions`]),
      ...(isStranger ? [`${task.id} was decided by somebody else than ${task.holder}`] : []),
    ];
  });
}

/** Why a seat is asked again in one round. */
const HANDED_OVER: readonly Task["cancelReason"][] = [
  "left",
  "delegation-start",
  "delegation-end",
  "co-holder-decided",
];

function nodeLies(approval: Approval, node: ApprovalNode): string[] {
  const isOfNode = (one: { round: number; nodeId: string }): boolean =>
    one.round === node.round && one.nodeId === node.nodeId;
  const tasks = approval.tasks.filter(isOfNode);
  const decisions = approval.decisions.filter(isOfNode);
  const name = `${approval.id} round ${node.round} ${node.nodeId}`;
  const votes = decisions.flatMap(({ verb, taskId }) => {
    const seatNo = tasks.find(({ id }) => id === taskId)?.seatNo ?? 0;
    return verb === "return" ? [] : { seatNo, verb };
  });
  const { outcome, isClosed } = expectedOutcome(node, votes);
  const lies: string[] = [];
  const standing = tasks.filter(({ cancelReason }) => !HANDED_OVER.includes(cancelReason));
  // Where a leave is shared two may be asked for a seat: its owner, and who stands in.
  const rights = standing.map((task) => `${task.seatNo} ${task.onBehalfOf !== undefined}`);
  if (new Set(rights).size !== standing.length) {
    lies.push(`${name}: a seat was asked twice`);
  }
  if (node.mode.rule === "any" && node.mode.veto && decisions.length > 1) {
    lies.push(`${name}: two winners`);
  }
  if (node.mode.rule === "sequential" && !isInOrder(decisions, tasks))
    lies.push(`${name}: out of turn`);
  const hasEnded = node.status === "passed" || node.status === "failed";
  if (isClosed ? node.status !== outcome : hasEnded) {
    lies.push(`${name} is ${node.status} where the votes say ${isClosed ? outcome : "open"}`);
  }
  const pending = tasks.filter(({ status }) => status === "pending").length;
  if (pending > 0 !== (node.status === "open")) {
    lies.push(`${name} is ${node.status} with ${pending} pending tasks`);
  }
  return lies;
}

function isInOrder(decisions: readonly Decision[], tasks: Approval["tasks"]): boolean {
  const seats = decisions.map(({ taskId }) => tasks.find(({ id }) => id === taskId)?.seatNo ?? 0);
  return seats.every((seatNo, at) => seatNo === at + 1);
}

function statusLies(approval: Approval): string[] {
  const pending = pendingTasks(approval);
  const isAsking = pending.length > 0;
  const lies = pending
    .filter(({ round }) => round !== approval.round)
    .map(({ id }) => `${id} of an old round is pending`);
  if (isAsking !== (approval.status === "running")) {
    lies.push(`${approval.id} is ${approval.status} with ${pending.length} pending tasks`);
  }
  const hasFailed = approval.nodes.some(({ status }) => status === "failed");
  if (hasFailed !== (approval.status === "rejected")) {
    lies.push(
      `${approval.id} is ${approval.status} and ${hasFailed ? "has" : "has no"} failed node`,
    );
  }
  return lies;
}

/** Recomputed here on its own, from the rows alone. */
async function chainLies(db: Db, file: CaseFile): Promise<string[]> {
  const { id } = file.connectionCase;
  const query = sqlFor.selectFrom("decisions").selectAll().where("case_id", "=", id);
  const [rows] = await read(db, query.orderBy("chain_no"));
  const known = seen.get(db) ?? new Map<string, string>();
  seen.set(db, known);
  const lies: string[] = [];
  let previous = "";
  for (const [at, row] of rows.entries()) {
    const { chain_hash, personal_hash, personal_salt, name, opinion_text, ...rest } = row;
    const { previous_hash, principal_userid, principal_name, grant_id, ...chained } = rest;
    const onBehalf = grant_id === null ? [] : [principal_userid, grant_id];
    const values = [...Object.values(chained), personal_hash, previous_hash, ...onBehalf];
    const names = principal_name === null ? [] : [principal_name];
    const isLinked = row.chain_no === at + 1 && previous_hash === previous;
    const isGenuine =
      sha256(JSON.stringify(values)) === chain_hash &&
      sha256(JSON.stringify([personal_salt, name, opinion_text, ...names])) === personal_hash;
    if (!isLinked || !isGenuine) lies.push(`the chain of case ${id} breaks at ${row.task_id}`);
    previous = chain_hash;
    const text = JSON.stringify(row);
    if ((known.get(row.task_id) ?? text) !== text) lies.push(`${row.task_id}: decision changed`);
    known.set(row.task_id, text);
  }
  const gone = [...known.keys()].filter(
    (task) => task.startsWith(`T${id}-`) && !rows.some((row) => row.task_id === task),
  );
  return [...lies, ...gone.map((task) => `${task}: decision deleted`)];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
