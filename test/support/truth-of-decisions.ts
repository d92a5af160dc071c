// What must hold for the decisions of a case: one for each right to decide, unchanged, in a chain.
import type { Approval, ApprovalNode, Decision, Task } from "../../src/domain/approval/instance.ts";
import { nodeOfTask, pendingTasks, principalOf } from "../../src/domain/approval/tasks.ts";
import { isCoOwned } from "../../src/domain/approval/escalation.ts";
import { takeBackOf } from "../../src/domain/approval/act.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import { auditCase, type AuditFault } from "../../src/domain/audit/audit-case.ts";
import { SYSTEM, type CaseId } from "../../src/domain/ids.ts";
import { caseAudit } from "../../src/store/audit-rows.ts";
import { expectedTurns } from "./expected-added.ts";
import { expectedOutcome } from "./expected-outcome.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";

/** Rows seen before, per database: a decision is never changed. */
const seen = new WeakMap<Db, Map<string, string>>();

export async function decisionLies(db: Db, file: CaseFile): Promise<string[]> {
  return [
    ...file.approvals.flatMap(approvalLies),
    ...revocationLies(file),
    ...(await chainLies(db, file)),
  ];
}

/** An approval is as the newest revocation of it says, if there is one. */
function revocationLies({ approvals }: CaseFile): string[] {
  const revocations = approvals.filter(({ revokes }) => revokes !== undefined);
  return approvals
    .filter(({ revokes, status }) => revokes === undefined && REVOCABLE.has(status))
    .flatMap(({ id, status }) => {
      const newest = revocations.findLast(({ revokes }) => revokes === id)?.status;
      const expected = { running: "revoking", approved: "revoked" }[String(newest)] ?? "approved";
      return status === expected ? [] : [`${id} is ${status}, its revocation ${newest}`];
    });
}

const REVOCABLE: ReadonlySet<Approval["status"]> = new Set(["approved", "revoking", "revoked"]);

function approvalLies(approval: Approval): string[] {
  return [
    ...taskLies(approval),
    ...approval.nodes.flatMap((node) => nodeLies(approval, node)),
    ...statusLies(approval),
    ...keptLies(approval),
  ];
}

/** What stands for a later round is a real approval of the same person, older than the version it stands for. */
function keptLies(approval: Approval): string[] {
  return approval.tasks
    .filter(({ status, keptFrom }) => status === "kept" || keptFrom !== undefined)
    .filter((task) => {
      const signed = approval.decisions.find(({ taskId }) => taskId === task.keptFrom);
      const isOwn = signed?.decidedBy === task.holder && signed.nodeId === task.nodeId;
      return !isOwn || signed.verb !== "approve" || signed.round >= task.round;
    })
    .map(({ id, keptFrom }) => `${id} cannot be kept from ${keptFrom}`);
}

/** An administrator decides for whoever owns the seat, everybody else as the holder of the task. */
function principalOr(task: Task, override: Decision["override"]) {
  return override === undefined ? task.holder : principalOf(task);
}

function taskLies({ tasks, decisions }: Approval): string[] {
  return tasks.flatMap((task) => {
    const own = decisions.filter(({ taskId }) => taskId === task.id);
    const isByRule = task.cancelReason === "by-rule";
    const expected = task.status === "done" || isByRule ? 1 : 0;
    const isStranger = own.some(
      ({ decidedBy, override }) =>
        (override?.owner ?? decidedBy) !== (isByRule ? SYSTEM : principalOr(task, override)),
    );
    return [
      ...(own.length === expected ? [] : [`${task.id} ${task.status}: ${own.length} decisions`]),
      ...(isStranger ? [`${task.id} was decided by somebody else than ${task.holder}`] : []),
    ];
  });
}

function nodeLies(approval: Approval, node: ApprovalNode): string[] {
  const isOfNode = (one: { round: number; nodeId: string }): boolean =>
    one.round === node.round && one.nodeId === node.nodeId;
  const tasks = approval.tasks.filter(isOfNode);
  const decisions = approval.decisions
    .filter(isOfNode)
    .filter(({ taskId }) => takeBackOf(approval, taskId) === undefined);
  const name = `${approval.id} round ${node.round} ${node.nodeId}`;
  const kept = tasks
    .filter(({ id, status }) => status === "kept" && takeBackOf(approval, id) === undefined)
    .map(({ seatNo }) => seatNo);
  const cast = decisions.flatMap(({ verb, taskId }) => {
    const seatNo = tasks.find(({ id }) => id === taskId)?.seatNo ?? 0;
    if (verb === "return") return [];
    return { seatNo, verb: verb === "approve" ? ("approve" as const) : ("reject" as const) };
  });
  const votes = [...kept.map((seatNo) => ({ seatNo, verb: "approve" as const })), ...cast];
  const { outcome, isClosed } = expectedOutcome(node, votes);
  const lies: string[] = [];
  // Two may be asked for a seat: its owner, and who stands in where a leave is shared, or was called in from above.
  const waiting = tasks.filter(({ status }) => status === "pending");
  const rights = waiting.map(
    (task) => `${task.seatNo} ${task.onBehalfOf !== undefined} ${isCoOwned(approval, task)}`,
  );
  const signed = votes.map(({ seatNo }) => seatNo);
  const isDoubled = [rights, signed].some((all) => new Set<unknown>(all).size !== all.length);
  if (isDoubled || waiting.some(({ seatNo }) => signed.includes(seatNo))) {
    lies.push(`${name}: a seat waits or has signed twice`);
  }
  const hasAdded = node.seats.some(({ added }) => added !== undefined);
  if (node.mode.rule === "any" && node.mode.veto && !hasAdded && decisions.length > 1) {
    lies.push(`${name}: two winners`);
  }
  if (node.mode.rule === "sequential" && !hasAdded && !isInOrder(decisions, tasks, kept))
    lies.push(`${name}: out of turn`);
  const hasEnded = node.status === "passed" || node.status === "failed";
  if (isClosed ? node.status !== outcome : hasEnded) {
    lies.push(`${name} is ${node.status} where the votes say ${isClosed ? outcome : "open"}`);
  }
  const turns = expectedTurns(node, votes);
  if (node.status === "open" && waiting.some(({ seatNo }) => !turns.includes(seatNo))) {
    lies.push(`${name}: somebody is asked whose turn it is not`);
  }
  const pending = tasks.filter(({ status }) => status === "pending").length;
  if (pending > 0 !== (node.status === "open")) {
    lies.push(`${name} is ${node.status} with ${pending} pending tasks`);
  }
  return lies;
}

/** Each signs when all seats before have: in this round, or by a signature that was kept. */
function isInOrder(
  decisions: readonly Decision[],
  tasks: Approval["tasks"],
  kept: readonly number[],
): boolean {
  const seats = decisions.map(({ taskId }) => tasks.find(({ id }) => id === taskId)?.seatNo ?? 0);
  return seats.every((seatNo, at) => {
    const said = new Set([...kept, ...seats.slice(0, at)]);
    return Array.from({ length: seatNo - 1 }, (_, before) => before + 1).every((no) =>
      said.has(no),
    );
  });
}

function counts({ documentVersion }: Approval, node: ApprovalNode | undefined): boolean {
  return node?.documentVersion === documentVersion && node.recalled === undefined;
}

function statusLies(approval: Approval): string[] {
  const pending = pendingTasks(approval);
  const isAsking = pending.length > 0;
  const lies = pending
    .filter((task) => !counts(approval, nodeOfTask(approval, task)))
    .map(({ id }) => `${id} is pending where nothing counts any more`);
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

async function chainLies(db: Db, file: CaseFile): Promise<string[]> {
  const { id } = file.connectionCase;
  const query = sqlFor.selectFrom("decisions").selectAll().where("case_id", "=", id);
  const [rows] = await read(db, query.orderBy("chain_no"));
  const audit = await caseAudit(db, id);
  const faults = audit === undefined ? [] : auditCase(audit);
  return [...faults.map((fault) => faultLie(id, fault)), ...changedSince(db, id, rows)];
}

function faultLie(id: CaseId, fault: AuditFault): string {
  return fault.kind === "chain-broken"
    ? `the chain of case ${id} breaks at ${fault.link.decision.taskId}: ${fault.fault.why}`
    : `case ${id}: ${fault.kind}`;
}

/** Against what was seen before: also what was recomputed with all its hashes is found. */
function changedSince(db: Db, id: CaseId, rows: readonly { task_id: string }[]): string[] {
  const known = seen.get(db) ?? new Map<string, string>();
  seen.set(db, known);
  const changed = rows.filter((row) => {
    const text = JSON.stringify(row);
    const isChanged = (known.get(row.task_id) ?? text) !== text;
    known.set(row.task_id, text);
    return isChanged;
  });
  const gone = [...known.keys()].filter(
    (task) => task.startsWith(`T${id}-`) && !rows.some((row) => row.task_id === task),
  );
  return [
    ...changed.map((row) => `${row.task_id}: decision changed`),
    ...gone.map((task) => `${task}: decision deleted`),
  ];
}
