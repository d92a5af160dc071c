import { expect } from "chai";
import type { NodeMode } from "../../../../src/domain/approval/flow.ts";
import { invitedSeats, nodeOutcome } from "../../../../src/domain/approval/node-outcome.ts";
import { staff } from "../../../support/build.ts";

const seats = ["li", "wang", "zhao"].map((holder, index) => ({
  seatNo: index + 1,
  holder: staff(holder),
  label: "席位",
}));

const invited = (mode: NodeMode, signed: number[]) =>
  invitedSeats({ mode, seats }, new Set(signed)).map(({ holder }) => holder);

describe("outcome of a node", () => {
  const passesFrom: [NodeMode, number][] = [
    ["all", 3],
    ["any", 1],
    ["sequential", 3],
  ];
  for (const [mode, needed] of passesFrom) {
    for (const approvals of [0, 1, 2, 3]) {
      const outcome = approvals < needed ? "open" : "passed";
      it(`mode ${mode}: ${approvals} of three signatures leave it ${outcome}`, () => {
        expect(nodeOutcome({ mode, seats }, approvals)).to.equal(outcome);
      });
    }
  }
});

describe("seats that are asked", () => {
  for (const mode of ["all", "any"] as const) {
    it(`mode ${mode}: everybody at once`, () => {
      expect(invited(mode, [])).to.deep.equal(["li", "wang", "zhao"]);
    });

    it(`mode ${mode}: nobody who has signed`, () => {
      expect(invited(mode, [1, 3])).to.deep.equal(["wang"]);
    });
  }

  it("in turn: only the first", () => {
    expect(invited("sequential", [])).to.deep.equal(["li"]);
  });

  it("in turn: the next as soon as the one before has signed", () => {
    expect(invited("sequential", [1])).to.deep.equal(["wang"]);
  });

  it("in turn: nobody when all have signed", () => {
    expect(invited("sequential", [1, 2, 3])).to.deep.equal([]);
  });
});
