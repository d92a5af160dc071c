import type { VotingRule } from "./flow.ts";
import { askedFor, countedSeats, wordsOf } from "./added-seats.ts";
import type { ApprovalNode, Seat } from "./instance.ts";

export type NodeOutcome = "open" | "passed" | "failed";

/** What one seat has said. A return is no vote: it ends the whole round in every mode. */
export interface Vote {
  seatNo: number;
  verb: "approve" | "reject";
}

type SeatedNode = Pick<ApprovalNode, "mode" | "seats">;

interface Measure {
  /** Tells whether these approvals are enough. */
  isEnough: (approving: readonly Seat[], seats: readonly Seat[]) => boolean;
  /** Tells whether even all seats together would not be. */
  asksTooMuch: (seats: readonly Seat[]) => boolean;
}

const EVERYBODY: Measure = {
  isEnough: (approving, seats) => approving.length === seats.length,
  asksTooMuch: () => false,
};

/**
 * The one table of the modes: when the approvals are enough. All else follows from it: a node fails when what is
 * pending could not make them enough any more. A rule that asks for more than all seats asks for all of them.
 */
const MEASURES: {
  [R in VotingRule["rule"]]: (mode: Extract<VotingRule, { rule: R }>) => Measure;
} = {
  all: () => EVERYBODY,
  sequential: () => EVERYBODY,
  any: () => ({
    isEnough: (approving) => approving.length > 0,
    asksTooMuch: () => false,
  }),
  quorum: ({ need }) => ({
    isEnough: (approving, seats) =>
      approving.length >= Math.min(neededOf(need, seats.length), seats.length),
    asksTooMuch: (seats) => neededOf(need, seats.length) > seats.length,
  }),
  weighted: ({ above }) => ({
    isEnough: (approving, seats) =>
      weightOf(approving) > above || approving.length === seats.length,
    asksTooMuch: (seats) => weightOf(seats) <= above,
  }),
  groups: () => ({
    isEnough: (approving, seats) =>
      groupsOf(seats).every(({ members, need }) => {
        const count = approving.filter((seat) => members.includes(seat)).length;
        return count >= Math.min(need, members.length);
      }),
    asksTooMuch: (seats) => groupsOf(seats).some(({ members, need }) => need > members.length),
  }),
};

/**
 * Tells how a node stands after these votes, in the order in which they were cast: the first that makes the outcome
 * certain fixes it, whatever is said afterwards.
 */
export function nodeOutcome(node: SeatedNode, votes: readonly Vote[]): NodeOutcome {
  const at = settlingIndex(node, votes);
  return at === -1 ? "open" : outcomeAfter(node, votes.slice(0, at + 1));
}

/** Which of the votes made the outcome certain; -1 for none. */
export function settlingIndex(node: SeatedNode, votes: readonly Vote[]): number {
  return votes.findIndex((_vote, at) => outcomeAfter(node, votes.slice(0, at + 1)) !== "open");
}

/** Tells whether a node is done: its outcome is certain and, where everybody is to be heard, nobody is missing. */
export function isSettled(node: SeatedNode, votes: readonly Vote[]): boolean {
  if (nodeOutcome(node, votes) === "open") return false;
  return !node.mode.collectAll || invitedSeats(node, votes).length === 0;
}

/** Tells whether a node can only be passed by all because it asks for more than there are. */
export function asksTooMuch({ mode, seats }: SeatedNode): boolean {
  return measure(mode.rule, mode).asksTooMuch(seats);
}

/**
 * Seats that are asked, given what has been said: everybody left, or in turn the first left; before and after them
 * whom they have added.
 */
export function invitedSeats({ mode, seats }: SeatedNode, said: readonly Vote[]): Seat[] {
  return askedFor(countedSeats(seats), seats, { said, isInTurn: mode.rule === "sequential" });
}

function outcomeAfter({ mode, seats: all }: SeatedNode, said: readonly Vote[]): NodeOutcome {
  const { isEnough } = measure(mode.rule, mode);
  const seats = countedSeats(all);
  const votes = wordsOf(seats, all, said);
  const rejecting = seatsOf(seats, votes, "reject");
  if (isEnough(seatsOf(seats, votes, "approve"), seats)) return "passed";
  if (mode.veto && rejecting.length > 0) return "failed";
  const atBest = seats.filter((seat) => !rejecting.includes(seat));
  return isEnough(atBest, seats) ? "open" : "failed";
}

/** Keeps a rule and its measure together, which a plain index would lose. */
function measure<R extends VotingRule["rule"]>(rule: R, mode: Extract<VotingRule, { rule: R }>) {
  return MEASURES[rule](mode);
}

function seatsOf(seats: readonly Seat[], votes: readonly Vote[], verb: Vote["verb"]): Seat[] {
  return seats.filter(({ seatNo }) =>
    votes.some((vote) => vote.seatNo === seatNo && vote.verb === verb),
  );
}

function neededOf(need: { count: number } | { percent: number }, seatCount: number): number {
  return "count" in need ? need.count : Math.ceil((need.percent * seatCount) / 100);
}

/** The votes of these seats together. */
export function weightOf(seats: readonly Pick<Seat, "weight">[]): number {
  return seats.reduce((sum, { weight = 1 }) => sum + weight, 0);
}

/** The groups of a node; those who stand in for a vacant office are of none and must all approve. */
function groupsOf(seats: readonly Seat[]): { members: Seat[]; need: number }[] {
  const groupNos = new Set(seats.map(({ group }) => group?.groupNo));
  return [...groupNos].map((groupNo) => {
    const members = seats.filter(({ group }) => group?.groupNo === groupNo);
    return { members, need: members[0]?.group?.need ?? members.length };
  });
}
