import type {
  Approval,
  ApprovalNode,
  Decision,
  Seat,
  Task,
} from "../../domain/approval/instance.ts";
import { decisionOfTask, isTaskOfSeat } from "../../domain/approval/instance.ts";

/** One seat of a node with what came of it. */
export interface SeatLine {
  seat: Seat;
  task: Task | undefined;
  decision: Decision | undefined;
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

/** Everybody who was asked for the seat: where it was handed over, those before are part of its history. */
function linesOf(approval: Approval, node: ApprovalNode, seat: Seat): SeatLine[] {
  const tasks = approval.tasks.filter((task) => isTaskOfSeat(task, node, seat));
  if (tasks.length === 0) return [{ seat, task: undefined, decision: undefined }];
  return tasks.map((task) => ({ seat, task, decision: decisionOfTask(approval, task.id) }));
}
