import type { NodeMode } from "./flow.ts";
import type { Seat } from "./instance.ts";

export type NodeOutcome = "open" | "passed";

/** Signatures of one node in one round. */
export interface Tally {
  seats: number;
  approvals: number;
}

/** When a node is done. A return is not in this table: it closes the whole round in every mode. */
const OUTCOME: Record<NodeMode, (tally: Tally) => NodeOutcome> = {
  all: (tally) => (tally.approvals === tally.seats ? "passed" : "open"),
  any: (tally) => (tally.approvals >= 1 ? "passed" : "open"),
  sequential: (tally) => (tally.approvals === tally.seats ? "passed" : "open"),
};

/** Seats that may act now, given the seats that have already signed. */
const INVITED: Record<NodeMode, (seats: readonly Seat[], signed: ReadonlySet<number>) => Seat[]> = {
  all: (seats) => [...seats],
  any: (seats) => [...seats],
  sequential: (seats, signed) => seats.filter((seat) => !signed.has(seat.seatNo)).slice(0, 1),
};

export function nodeOutcome(mode: NodeMode, tally: Tally): NodeOutcome {
  return OUTCOME[mode](tally);
}

export function invitedSeats(
  mode: NodeMode,
  seats: readonly Seat[],
  signed: ReadonlySet<number>,
): Seat[] {
  return INVITED[mode](seats, signed);
}
