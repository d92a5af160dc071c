import { subtreeOf } from "./added-seats.ts";
import { seatsOfNode, seatOfTask } from "./added-tasks.ts";
import type { Approval, FiredRung, Seat, Task } from "./instance.ts";
import { tasksOfSeat, waitOfSeat } from "./tasks.ts";

/** The ladder of a task as far as it has come. */
export interface LadderSoFar {
  openedAt: Date;
  rungs: readonly FiredRung[];
}

/**
 * A ladder belongs to the wait of a seat: who takes it over neither begins it anew nor hears of its rungs twice. Those
 * who were added to its signers go on with it: the node has one time, and what had been said before they were asked is
 * not said to them.
 */
export function ladderSoFar(approval: Approval, task: Task): LadderSoFar {
  const own = waitOfSeat(approval, task);
  const family = familyOf(approval, task).filter(
    ({ dueAt, openedAt }) => dueAt.getTime() === task.dueAt.getTime() && openedAt <= task.openedAt,
  );
  const rungs = approval.firedRungs.filter(({ taskId, round, firedAt }) => {
    const isOf = ({ id }: Task): boolean => id === taskId;
    return (
      round === task.round && (own.some(isOf) || (firedAt <= task.openedAt && family.some(isOf)))
    );
  });
  const openings = [task, ...own, ...family].map(({ openedAt }) => openedAt.getTime());
  return { openedAt: new Date(Math.min(...openings)), rungs };
}

/** Everybody who was ever asked for the seats that hang together with that of a task. */
function familyOf(approval: Approval, task: Task): Task[] {
  const seats = seatsOfNode(approval, task);
  const seat = seatOfTask(approval, task);
  const root = seat && rootOf(seats, seat);
  const hangingTogether = root === undefined ? [] : subtreeOf(seats, root);
  if (hangingTogether.length < 2) return [];
  return hangingTogether.flatMap(({ seatNo }) => tasksOfSeat(approval, { ...task, seatNo }));
}

/** The seat of the flow that somebody was added for in the end. */
function rootOf(seats: readonly Seat[], seat: Seat): Seat {
  const adder = seats.find(({ seatNo }) => seat.added?.by[0] === seatNo);
  return adder === undefined ? seat : rootOf(seats, adder);
}
