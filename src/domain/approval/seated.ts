import type { StaffId } from "../ids.ts";
import { takeBackOf } from "./act.ts";
import { isCoOwned } from "./escalation.ts";
import type { Approval, ApprovalNode, Seat, Task } from "./instance.ts";
import { isTaskOfSeat, principalOf, signatureOf } from "./tasks.ts";

/** Somebody who has a say in a node. */
export interface Sitting {
  seatNo: number;
  userid: StaffId;
  /** Whose vote it is: their own, or that of whom they stand in for. */
  owner: StaffId;
}

/**
 * Everybody who has a say in a node: whom its seats belong to, who is asked, and who has decided there where that
 * counts, whoever they did it for. Whoever is among them gets no second say.
 */
export function sittingsIn(approval: Approval, node: ApprovalNode): Sitting[] {
  return node.seats.flatMap((seat) => {
    const owner = ownerOfSeat(approval, node, seat);
    const own = { seatNo: seat.seatNo, userid: owner, owner };
    return [own, ...standing(approval, node, seat).flatMap((task) => sayingBy(approval, task))];
  });
}

/** The same people, of the node of a task. */
export function seatedWith(approval: Approval, { round, nodeId }: Task): StaffId[] {
  return approval.nodes
    .filter((node) => node.round === round && node.nodeId === nodeId)
    .flatMap((node) => sittingsIn(approval, node))
    .map(({ userid }) => userid);
}

/** The seat belongs to whoever was asked last, or to whom it was given when nobody has been asked yet. */
export function ownerOfSeat(approval: Approval, node: ApprovalNode, seat: Seat): StaffId {
  const last = approval.tasks.findLast(
    (task) => isTaskOfSeat(task, node, seat) && !isCoOwned(approval, task),
  );
  return last === undefined ? seat.holder : principalOf(last);
}

function sayingBy(approval: Approval, task: Task): Sitting[] {
  const decider = signatureOf(approval, task)?.decidedBy ?? task.holder;
  const people = new Set([task.holder, decider, principalOf(task)]);
  return [...people].map((userid) => ({
    seatNo: task.seatNo,
    userid,
    owner: principalOf(task),
  }));
}

/** Tasks of a seat that count: those that wait, and the one that was decided. */
function standing(approval: Approval, node: ApprovalNode, seat: Seat): Task[] {
  return approval.tasks.filter(
    (task) =>
      isTaskOfSeat(task, node, seat) &&
      task.status !== "cancelled" &&
      takeBackOf(approval, task.id) === undefined,
  );
}
