import type { AddedSeat, Seat } from "./instance.ts";
import type { Placing, SignerOrder } from "./signers.ts";

/** What a seat has said itself. */
interface Said {
  seatNo: number;
  verb: "approve" | "reject";
}

// Who was added to the signers of a node, and what follows for whose turn it is and what counts. Seats and what they
// have said are all it takes.

/** Those who were added together, and whoever was added beside one of them. */
interface Addition {
  members: readonly Seat[];
  order: SignerOrder;
}

/** The seats that the rule of the node counts: those of the flow, and whoever was added beside one of them (并加签). */
export function countedSeats(seats: readonly Seat[]): Seat[] {
  return seats.filter((seat) => homeOf(seats, seat) === undefined);
}

/**
 * What these seats have said in the end: whoever added others after them (后加签) has approved when those have, and
 * has rejected when one of those has.
 */
export function wordsOf(counted: readonly Seat[], seats: readonly Seat[], said: readonly Said[]) {
  return counted.flatMap(({ seatNo }): Said[] => {
    const verb = wordOf(seatNo, seats, said);
    return verb === undefined ? [] : [{ seatNo, verb }];
  });
}

/** Who is to be asked so that these seats are heard: they themselves, or first those whom they want to hear. */
export function askedFor(
  members: readonly Seat[],
  seats: readonly Seat[],
  how: { said: readonly Said[]; isInTurn: boolean },
): Seat[] {
  const left = members.filter(({ seatNo }) => wordOf(seatNo, seats, how.said) === undefined);
  const turn = how.isInTurn ? left.slice(0, 1) : left;
  return [...new Set(turn.flatMap((seat) => askedForOne(seat, seats, how.said)))];
}

function askedForOne(seat: Seat, seats: readonly Seat[], said: readonly Said[]): Seat[] {
  const open = openAdditions(seat, seats, said);
  if (open.length === 0) return [seat];
  return open.flatMap(({ members, order }) =>
    askedFor(members, seats, { said, isInTurn: order === "sequential" }),
  );
}

/** Those whom a seat waits for now: before it has spoken, or after. */
function openAdditions(seat: Seat, seats: readonly Seat[], said: readonly Said[]): Addition[] {
  const hasSpoken = said.some(({ seatNo }) => seatNo === seat.seatNo);
  return additionsOf(seat.seatNo, seats, hasSpoken).filter(
    (addition) => answerOf(addition, seats, said) === undefined,
  );
}

/** Tells whether a seat waits until others have been heard for it. */
export function waitsForOthers(seat: Seat, seats: readonly Seat[], said: readonly Said[]): boolean {
  return openAdditions(seat, seats, said).length > 0;
}

function wordOf(
  seatNo: number,
  seats: readonly Seat[],
  said: readonly Said[],
): Said["verb"] | undefined {
  const own = said.find((one) => one.seatNo === seatNo)?.verb;
  if (own !== "approve") return own;
  const answers = additionsOf(seatNo, seats, true).map((one) => answerOf(one, seats, said));
  if (answers.includes("reject")) return "reject";
  return answers.includes(undefined) ? undefined : "approve";
}

/** The first that is against it ends it; else all must approve, or in a 或签 one. */
function answerOf(
  { members, order }: Addition,
  seats: readonly Seat[],
  said: readonly Said[],
): Said["verb"] | undefined {
  const words = members.map(({ seatNo }) => wordOf(seatNo, seats, said));
  if (words.includes("reject")) return "reject";
  const isEnough =
    order === "any" ? words.includes("approve") : words.every((word) => word === "approve");
  return isEnough ? "approve" : undefined;
}

function additionsOf(by: number, seats: readonly Seat[], isAfter: boolean): Addition[] {
  const own = addedBy(seats, by).flatMap(({ added }) =>
    added !== undefined && added.placing !== "beside" && (added.placing === "after") === isAfter
      ? [added]
      : [],
  );
  const isFirst = ({ additionNo }: AddedSeat, at: number): boolean =>
    own.findIndex((one) => one.additionNo === additionNo) === at;
  return own.filter(isFirst).map(({ additionNo, order }) => ({
    members: seats.filter((seat) => homeOf(seats, seat) === additionNo),
    order,
  }));
}

/** The addition among which a seat is counted; undefined for the node itself. */
function homeOf(seats: readonly Seat[], seat: Seat): number | undefined {
  if (seat.added?.placing !== "beside") return seat.added?.additionNo;
  return addersOf(seats, seat).map((adder) => homeOf(seats, adder))[0];
}

/** Tells whether a seat is heard only for the sake of another, so that its word decides nothing. */
export function isOpinionSeat(seats: readonly Seat[], seat: Seat): boolean {
  if (isBeforeAdder(seat.added?.placing)) return true;
  return addersOf(seats, seat).some((adder) => isOpinionSeat(seats, adder));
}

/** Whoever was added in this way is heard before the adder decides. */
export function isBeforeAdder(placing: Placing | undefined): boolean {
  return placing === "before" || placing === "opinion";
}

/** 0 for a seat of the flow, 1 for whom it has added, and so on. */
export function depthOf(seats: readonly Seat[], seat: Seat): number {
  return Math.max(0, ...addersOf(seats, seat).map((adder) => 1 + depthOf(seats, adder)));
}

/** A seat and everybody who was added because of it, in the order of the seats. */
export function subtreeOf(seats: readonly Seat[], root: Seat): Seat[] {
  const comesFromIt = (seat: Seat): boolean =>
    seat === root || addersOf(seats, seat).some(comesFromIt);
  return seats.filter(comesFromIt);
}

/** Everybody whom one seat has added itself. */
export function addedBy(seats: readonly Seat[], seatNo: number): Seat[] {
  return seats.filter(({ added }) => added?.by.includes(seatNo) === true);
}

function addersOf(seats: readonly Seat[], { added }: Seat): Seat[] {
  return seats.filter(({ seatNo }) => added?.by.includes(seatNo) === true);
}
