import type { NodeMode } from "./flow.ts";
import type { ApprovalNode, Seat } from "./instance.ts";

export type NodeOutcome = "open" | "passed";

type SeatedNode = Pick<ApprovalNode, "mode" | "seats">;

/** How many of the seats must approve. A return is not in this table: it ends the whole round in every mode. */
const NEEDED: Record<NodeMode, (seatCount: number) => number> = {
  all: (seatCount) => seatCount,
  any: () => 1,
  sequential: (seatCount) => seatCount,
};

/** Tells whether a node is done with this many approvals. */
export function nodeOutcome({ mode, seats }: SeatedNode, approvals: number): NodeOutcome {
  return approvals >= NEEDED[mode](seats.length) ? "passed" : "open";
}

/** Seats that are asked, given the numbers of those that have approved: everybody, or in turn the first left. */
export function invitedSeats({ mode, seats }: SeatedNode, signed: ReadonlySet<number>): Seat[] {
  const unsigned = seats.filter(({ seatNo }) => !signed.has(seatNo));
  return mode === "sequential" ? unsigned.slice(0, 1) : unsigned;
}
