import type { Act } from "../../domain/approval/act.ts";
import type {
  Approval,
  ApprovalNode,
  Decision,
  Seat,
  Task,
} from "../../domain/approval/instance.ts";
import { signatureOf } from "../../domain/approval/instance.ts";

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
      lines: node.seats.map((seat) => lineOf(approval, node, seat)),
    })),
  };
}

function lineOf(approval: Approval, node: ApprovalNode, seat: Seat): SeatLine {
  const tasks = approval.tasks.filter(
    (one) => one.round === node.round && one.nodeId === node.nodeId && one.seatNo === seat.seatNo,
  );
  const task = tasks.at(-1);
  const acts = approval.acts.filter(({ taskId }) => tasks.some(({ id }) => id === taskId));
  return { approval, seat, task, decision: task && signatureOf(approval, task), acts };
}
