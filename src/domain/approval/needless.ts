import type { CancelReason } from "../outcome.ts";
import { waitsForOthers } from "./added-seats.ts";
import type { Approval, ApprovalNode, Task } from "./instance.ts";
import { pendingTasks } from "./tasks.ts";
import { invitedSeats } from "./node-outcome.ts";
import { votesOf } from "./votes.ts";

/** A task that waits although its seat is not asked now, and why it is not. */
export interface Needless {
  task: Task;
  reason: CancelReason;
}

/** What waits in vain in a node since somebody was added to its signers, was removed, or was heard. */
export function needlessTasks(approval: Approval, node: ApprovalNode): Needless[] {
  const { seats } = node;
  const said = votesOf(approval, node);
  const invited = invitedSeats(node, said);
  return pendingTasks(approval)
    .filter(({ round, nodeId }) => round === node.round && nodeId === node.nodeId)
    .filter(({ seatNo }) => !invited.some((seat) => seat.seatNo === seatNo))
    .map((task) => {
      const seat = seats.find(({ seatNo }) => seatNo === task.seatNo);
      if (seat === undefined) return { task, reason: "signer-removed" };
      const isWaiting = waitsForOthers(seat, seats, said);
      return { task, reason: isWaiting ? "signers-added" : "signers-heard" };
    });
}
