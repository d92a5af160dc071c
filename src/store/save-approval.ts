import type { Approval, ApprovalNode, Copy, Task } from "../domain/approval/instance.ts";
import type { ActItem } from "../domain/audit/case-history.ts";
import { taskNoOf } from "../domain/ids.ts";
import type { Tx } from "./db.ts";
import { actItem, type History } from "./history.ts";
import { modeText } from "./node-mode.ts";
import { insertRows, updateRow } from "./row-statements.ts";

/** What an approval was when it was read, and where its new rows get their places. */
interface Before {
  old: Approval | undefined;
  history: History;
}

/** Writes what differs between two states of an approval; without `old` all of it. */
export function saveApproval(tx: Tx, approval: Approval, { old, history }: Before): void {
  saveHead(tx, old, approval);
  approval.nodes.forEach((node, ordinal) => {
    const known = old?.nodes.find(
      ({ round, nodeId }) => round === node.round && nodeId === node.nodeId,
    );
    if (known !== node) saveNode(tx, approval, { node, ordinal, isNew: known === undefined });
  });
  // First in the history of the change: they are of now, while a task that is handed on says when it was opened before.
  insertActs(tx, approval, { old, history });
  const tasks = new Map(old?.tasks.map((task) => [task.id, task]));
  for (const task of approval.tasks) {
    const known = tasks.get(task.id);
    if (known === undefined) insertTask(tx, approval, { task, history });
    else if (known !== task) updateTask(tx, task);
  }
  insertRungs(tx, old, approval);
  for (const copy of approval.copies) {
    const known = old?.copies.find(({ to }) => to === copy.to);
    if (known !== copy) saveCopy(tx, approval, { copy, isNew: known === undefined });
  }
}

function saveHead(tx: Tx, old: Approval | undefined, approval: Approval): void {
  const key = { id: approval.id };
  const state = {
    flow_id: approval.flowId,
    flow_version: approval.flowVersion,
    status: approval.status,
    round: approval.round,
    document_version: approval.documentVersion,
    submitted_by: approval.submittedBy,
    flow_since_version: approval.flowSinceVersion,
    started_at: approval.startedAt,
    closed_at: approval.closedAt ?? null,
  };
  if (old !== undefined) return tx.write(updateRow("approvals", key, state));
  const origin = {
    case_id: approval.caseId,
    kind: approval.kind,
    previous_approval_id: approval.previousApprovalId ?? null,
    revokes_approval_id: approval.revokes ?? null,
  };
  tx.write(insertRows("approvals", [{ ...key, ...origin, ...state }]));
}

function saveNode(
  tx: Tx,
  approval: Approval,
  { node, ordinal, isNew }: { node: ApprovalNode; ordinal: number; isNew: boolean },
): void {
  const key = { approval_id: approval.id, round: node.round, node_id: node.nodeId };
  const state = {
    status: node.status,
    closed_at: node.closedAt ?? null,
    seats: JSON.stringify(node.seats),
    opened_at: node.openedAt,
    due_at: node.dueAt,
    due_provisional: node.dueProvisional ? 1 : 0,
    recalled_by: node.recalled?.by ?? null,
    recall_keeps: node.recalled === undefined ? null : Number(node.recalled.keeps),
    // Another version of the flow may have other words for it.
    name: node.name,
    mode: modeText(node.mode),
    ladder_id: node.ladderId,
    review_fields: jsonOrNull(node.reviewFields),
    sample_of: jsonOrNull(node.sampleOf),
    on_timeout: jsonOrNull(node.onTimeout),
    undo_seconds: node.undoSeconds ?? null,
  };
  if (!isNew) return tx.write(updateRow("approval_nodes", key, state));
  const origin = {
    case_id: approval.caseId,
    ordinal,
    document_version: node.documentVersion,
  };
  tx.write(insertRows("approval_nodes", [{ ...key, ...origin, ...state }]));
}

function jsonOrNull(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** What of a task changes after it was opened; the rest has its place in the history of the case. */
function taskState(task: Task) {
  return {
    status: task.status,
    cancel_reason: task.cancelReason ?? null,
    closed_at: task.closedAt ?? null,
    left_at: task.leftAt ?? null,
  };
}

function updateTask(tx: Tx, task: Task): void {
  tx.write(updateRow("tasks", { id: task.id }, taskState(task)));
}

function insertTask(
  tx: Tx,
  approval: Approval,
  { task, history }: { task: Task; history: History },
): void {
  const place = history.place({ kind: "task", approvalId: approval.id, task });
  const origin = {
    id: task.id,
    case_id: approval.caseId,
    approval_id: approval.id,
    round: task.round,
    node_id: task.nodeId,
    seat_no: task.seatNo,
    task_no: taskNoOf(task.id),
    holder: task.holder,
    label: task.label,
    kept_from: task.keptFrom ?? null,
    opened_at: task.openedAt,
    due_at: task.dueAt,
    principal_userid: task.onBehalfOf?.principal ?? null,
    grant_id: task.onBehalfOf?.grantId ?? null,
    leave_until: task.onBehalfOf?.until ?? null,
  };
  tx.write(insertRows("tasks", [{ ...origin, ...taskState(task), ...place }]));
}

function insertRungs(tx: Tx, old: Approval | undefined, approval: Approval): void {
  const known = new Set(old?.firedRungs);
  const rungs = approval.firedRungs.filter((one) => !known.has(one));
  if (rungs.length === 0) return;
  tx.write(
    insertRows(
      "fired_rungs",
      rungs.map((rung) => ({
        task_id: rung.taskId,
        round: rung.round,
        ladder: rung.ladder,
        rung_id: rung.rungId,
        case_id: approval.caseId,
        approval_id: approval.id,
        fired_at: rung.firedAt,
        result: rung.result,
      })),
    ),
  );
}

function saveCopy(
  tx: Tx,
  approval: Approval,
  { copy, isNew }: { copy: Copy; isNew: boolean },
): void {
  const key = { approval_id: approval.id, to_userid: copy.to };
  const state = { read_at: copy.readAt ?? null };
  if (!isNew) return tx.write(updateRow("copies", key, state));
  const origin = {
    case_id: approval.caseId,
    source: copy.source,
    by_userid: copy.by ?? null,
    made_at: copy.at,
  };
  tx.write(insertRows("copies", [{ ...key, ...origin, ...state }]));
}

/** What was done is numbered within its approval; rows are only ever added at the end. */
function insertActs(tx: Tx, approval: Approval, { old, history }: Before): void {
  const known = old?.acts.length ?? 0;
  const acts = approval.acts.slice(known);
  if (acts.length === 0) return;
  const rows = acts.map((act, index) => {
    const item = actItem(act, { approvalId: approval.id, actNo: known + index + 1 });
    return { case_id: approval.caseId, ...actRow(item), ...history.place(item) };
  });
  tx.write(insertRows("acts", rows));
}

function actRow({ approvalId, actNo, act, personalSalt, personalHash }: ActItem) {
  return {
    approval_id: approvalId,
    act_no: actNo,
    kind: act.kind,
    round: act.round,
    task_id: act.taskId ?? null,
    by_userid: act.by,
    name: act.name,
    position: act.position,
    department: act.department,
    words: act.text,
    next_task_id: act.nextTaskId ?? null,
    until_at: act.until ?? null,
    to_userid: act.to ?? null,
    done_at: act.at,
    signers: jsonOrNull(act.signers),
    choice: act.choice ?? null,
    personal_salt: personalSalt,
    personal_hash: personalHash,
  };
}
