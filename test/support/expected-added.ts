// Whose turn it is and what counts where somebody was added to the signers, counted from the seats alone; written apart
// from the program's own functions.
import type { NodeMode } from "../../src/domain/approval/flow.ts";
import type { Seat } from "../../src/domain/approval/instance.ts";

interface Cast {
  seatNo: number;
  verb: "approve" | "reject";
}

interface SeatedNode {
  mode: NodeMode;
  seats: readonly Seat[];
}

/** The seats that the node counts, and what they have said in the end. */
export function collapsed({ seats }: Pick<SeatedNode, "seats">, votes: readonly Cast[]) {
  const words = wordsIn(seats, votes);
  const counted = seats.filter((seat) => circleOf(seat, seats) === "node");
  return { seats: counted, votes: votesIn(counted, words) };
}

/** The seats that must be asked now. */
export function expectedTurns({ mode, seats }: SeatedNode, votes: readonly Cast[]): number[] {
  const words = wordsIn(seats, votes);
  const turnsOf = (circle: string, isInTurn: boolean): number[] => {
    const missing = seats
      .filter((seat) => circleOf(seat, seats) === circle)
      .filter(({ seatNo }) => words.get(seatNo) === undefined);
    return (isInTurn ? missing.slice(0, 1) : missing).flatMap(({ seatNo }) => {
      const hasSaid = votes.some((vote) => vote.seatNo === seatNo);
      const open = circlesOf(seatNo, seats)
        .filter(({ isAfter }) => isAfter === hasSaid)
        .filter(({ circle, order }) => answer(circle, order, { seats, words }) === undefined);
      if (open.length === 0) return [seatNo];
      return open.flatMap(({ circle, order }) => turnsOf(circle, order === "sequential"));
    });
  };
  return [...new Set(turnsOf("node", mode.rule === "sequential"))];
}

/** Numbers only grow, so whoever was added last is looked at first. */
function wordsIn(seats: readonly Seat[], votes: readonly Cast[]) {
  const words = new Map<number, Cast["verb"]>(votes.map(({ seatNo, verb }) => [seatNo, verb]));
  for (const { seatNo } of seats.toSorted((a, b) => b.seatNo - a.seatNo)) {
    if (words.get(seatNo) !== "approve") continue;
    for (const { circle, order, isAfter } of circlesOf(seatNo, seats)) {
      if (!isAfter || words.get(seatNo) === "reject") continue;
      const said = answer(circle, order, { seats, words });
      if (said === undefined) words.delete(seatNo);
      if (said === "reject") words.set(seatNo, "reject");
    }
  }
  return words;
}

function answer(
  circle: string,
  order: string,
  { seats, words }: { seats: readonly Seat[]; words: ReadonlyMap<number, Cast["verb"]> },
): Cast["verb"] | undefined {
  const members = seats.filter((seat) => circleOf(seat, seats) === circle);
  const count = (verb: Cast["verb"]) =>
    members.filter(({ seatNo }) => words.get(seatNo) === verb).length;
  if (count("reject") > 0) return "reject";
  const needed = order === "any" ? 1 : members.length;
  return count("approve") >= needed ? "approve" : undefined;
}

/** Everybody beside one another is in one circle: that of the node, or of an addition. */
function circleOf(seat: Seat, seats: readonly Seat[]): string {
  if (seat.added === undefined) return "node";
  const { placing, additionNo, by } = seat.added;
  if (placing !== "beside") return `added ${additionNo}`;
  const adder = seats.find(({ seatNo }) => seatNo === by[0]);
  return adder === undefined ? "nowhere" : circleOf(adder, seats);
}

function circlesOf(seatNo: number, seats: readonly Seat[]) {
  const own = seats.filter(({ added }) => added?.by.includes(seatNo) && added.placing !== "beside");
  const numbers = [...new Set(own.map(({ added }) => added?.additionNo))];
  return numbers.map((number) => {
    const added = own.find((one) => one.added?.additionNo === number)?.added;
    return {
      circle: `added ${number}`,
      order: added?.order ?? "",
      isAfter: added?.placing === "after",
    };
  });
}

function votesIn(seats: readonly Seat[], words: ReadonlyMap<number, Cast["verb"]>): Cast[] {
  return seats.flatMap(({ seatNo }) => {
    const verb = words.get(seatNo);
    return verb === undefined ? [] : [{ seatNo, verb }];
  });
}
