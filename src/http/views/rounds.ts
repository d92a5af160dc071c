import type { Act } from "../../domain/approval/act.ts";
import type {
  Approval,
  ApprovalNode,
  Decision,
  Seat,
  Task,
} from "../../domain/approval/instance.ts";
import { isTaskOfSeat, signatureOf } from "../../domain/approval/tasks.ts";
import { takeBackOf } from "../../domain/approval/act.ts";
import type { CancelReason } from "../../domain/outcome.ts";

/** One seat of a node with what came of it. */
export interface SeatLine {
  approval: Approval;
  seat: Seat;
  task: Task | undefined;
  /** Its own, or the one of an earlier round that stands for it. */
  decision: Decision | undefined;
  /** What became of the seat on the way, in order. */
  acts: readonly Act[];
}

export interface NodeBlock {
  node: ApprovalNode;
  lines: readonly SeatLine[];
}

export interface RoundBlock {
  round: number;
  documentVersion: number;
  nodes: readonly NodeBlock[];
}

/** An approval as a page tells it: the newest round first, its nodes in the order in which they opened. */
export function roundsOf(approval: Approval): RoundBlock[] {
  const numbers = [...new Set(approval.nodes.map((node) => node.round))].toSorted((a, b) => b - a);
  return numbers.map((round) => roundOf(approval, round));
}

function roundOf(approval: Approval, round: number): RoundBlock {
  const nodes = approval.nodes.filter((node) => node.round === round);
  return {
    round,
    documentVersion: nodes[0]?.documentVersion ?? approval.documentVersion,
    nodes: nodes.map((node) => ({
      node,
      lines: node.seats.flatMap((seat) => linesOf(approval, node, seat)),
    })),
  };
}

/**
 * Everybody who was asked for the seat: where it was handed over, those before are part of its history. What was
 * transferred or taken back is told by its act, at the line of whoever was asked next.
 */
function linesOf(approval: Approval, node: ApprovalNode, seat: Seat): SeatLine[] {
  const tasks = approval.tasks.filter((task) => isTaskOfSeat(task, node, seat));
  if (tasks.length === 0)
    return [{ approval, seat, task: undefined, decision: undefined, acts: [] }];
  const shown = tasks.filter((task) => task === tasks.at(-1) || !isToldByAct(approval, task));
  return shown.map((task, index) => {
    const from = index === 0 ? 0 : tasks.indexOf(shown[index - 1] ?? task) + 1;
    const since = tasks.slice(from, tasks.indexOf(task) + 1);
    const acts = approval.acts.filter(({ taskId }) => since.some(({ id }) => id === taskId));
    return { approval, seat, task, decision: signatureOf(approval, task), acts };
  });
}

const TOLD_BY_ACT: ReadonlySet<CancelReason> = new Set([
  "transferred",
  "taken-back",
  "taken-over",
  "signers-added",
]);

function isToldByAct(approval: Approval, { id, cancelReason }: Task): boolean {
  const isMoved = cancelReason !== undefined && TOLD_BY_ACT.has(cancelReason);
  return isMoved || takeBackOf(approval, id) !== undefined;
}
