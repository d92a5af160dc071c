import { expect } from "chai";
import {
  addedBy,
  askedFor,
  countedSeats,
  depthOf,
  isOpinionSeat,
  subtreeOf,
  waitsForOthers,
  wordsOf,
} from "../../../../src/domain/approval/added-seats.ts";
import type { Seat } from "../../../../src/domain/approval/instance.ts";
import type { Placing, SignerOrder } from "../../../../src/domain/approval/signers.ts";
import { seatsFor, votesOf } from "../../../support/build-votes.ts";

/** "2 after 1": seat 2 was added after seat 1; one addition each. */
function seatsOf(...sentences: string[]): Seat[] {
  return seatsFor(5, (index) => {
    const found = sentences.find((sentence) => sentence.startsWith(`${index + 1} `));
    if (found === undefined) return {};
    const [, placing = "", by = "", order = "all", additionNo = index + 1] = found.split(" ");
    const added = {
      by: [Number(by)] as const,
      placing: placing as Placing,
      order: order as SignerOrder,
      additionNo: Number(additionNo),
    };
    return { added };
  });
}

const numbers = (seats: readonly Seat[]) => seats.map(({ seatNo }) => seatNo);
const asked = (seats: readonly Seat[], said: string) =>
  numbers(askedFor(countedSeats(seats), seats, { said: votesOf(said), isInTurn: false }));
const words = (seats: readonly Seat[], said: string) =>
  wordsOf(countedSeats(seats), seats, votesOf(said)).map(({ seatNo, verb }) => `${seatNo} ${verb}`);

describe("seats that were added to a node", () => {
  const mixed = seatsOf("2 before 1", "3 after 1", "4 beside 1", "5 beside 3");

  it("count in the node only where they were added beside one that does", () => {
    expect(numbers(countedSeats(mixed))).eql([1, 4]);
  });

  it("are asked before and after the one who added them", () => {
    expect(asked(mixed, "")).eql([2, 4]);
    expect(asked(mixed, "-A")).eql(
      [2, 4]
        .slice(1)
        .concat(1)
        .toSorted((a, b) => a - b),
    );
    expect(asked(mixed, "AA")).eql([3, 5, 4]);
    expect(asked(mixed, "AAA")).eql([5, 4]);
  });

  it("make the word of the adder theirs: approved when all have, rejected when one has", () => {
    expect(words(mixed, "AA")).eql([]);
    expect(words(mixed, "AAA-A")).eql(["1 approve"]);
    expect(words(mixed, "AAR")).eql(["1 reject"]);
    expect(words(mixed, "RA-A")).eql(["1 reject", "4 approve"]);
  });

  it("of a 或签 one is enough, of 依次 the next is asked", () => {
    const any = seatsOf("2 after 1 any 2", "3 after 1 any 2");
    expect(words(any, "A-A")).eql(["1 approve"]);
    const turn = seatsOf("2 after 1 sequential 2", "3 after 1 sequential 2");
    expect(asked(turn, "A")).eql([2, 4, 5]);
    expect(asked(turn, "AA")).eql([3, 4, 5]);
  });

  it("are heard only for the sake of others when they, or whoever added them, come before", () => {
    const deep = seatsOf("2 before 1", "3 after 2", "4 opinion 1", "5 beside 1");
    expect(deep.filter((seat) => isOpinionSeat(deep, seat)).map(({ seatNo }) => seatNo)).eql([
      2, 3, 4,
    ]);
    expect(deep.map((seat) => depthOf(deep, seat))).eql([0, 1, 2, 1, 1]);
  });

  it("hang together with whoever added them", () => {
    const deep = seatsOf("2 before 1", "3 after 2");
    const [first] = deep;
    expect(first && numbers(subtreeOf(deep, first))).eql([1, 2, 3]);
    expect(numbers(addedBy(deep, 1))).eql([2]);
    expect(first && waitsForOthers(first, deep, [])).equal(true);
    expect(first && waitsForOthers(first, deep, votesOf("-AA"))).equal(false);
  });
});
