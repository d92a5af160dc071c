import { expect } from "chai";
import type { NodeMode } from "../../../../src/domain/approval/flow.ts";
import type { Seat } from "../../../../src/domain/approval/instance.ts";
import {
  asksTooMuch,
  invitedSeats,
  isSettled,
  nodeOutcome,
  settlingIndex,
  type NodeOutcome,
} from "../../../../src/domain/approval/node-outcome.ts";
import { count, modeOf, percent, votes } from "../../../support/build-mode.ts";
import { seatsFor, votesOf } from "../../../support/build-votes.ts";

const weights = [3, 2, 1, 1];
const weighted = seatsFor(4, (index) => ({ weight: weights[index] ?? 1 }));
/** Li and Wang are one group, of which one must approve; Zhao, Chen and Sun another, of which two must. */
const grouped = seatsFor(5, (index) => ({
  group:
    index < 2 ? { groupNo: 1, name: "发策部", need: 1 } : { groupNo: 2, name: "调控中心", need: 2 },
}));
const NO_VETO = { veto: false };

/** One line a cell: who must approve, and what a rejection does with and without the veto. */
const TABLE: [string, NodeMode, Seat[], Record<string, NodeOutcome>][] = [
  [
    "会签",
    modeOf("all"),
    seatsFor(3),
    { "---": "open", "AA-": "open", AAA: "passed", "AR-": "failed", R: "failed" },
  ],
  [
    "会签, no veto",
    modeOf("all", NO_VETO),
    seatsFor(3),
    { "AA-": "open", AAA: "passed", "R--": "failed" },
  ],
  ["或签", modeOf("any"), seatsFor(3), { "---": "open", "-A-": "passed", "R--": "failed" }],
  [
    "或签, no veto",
    modeOf("any", NO_VETO),
    seatsFor(3),
    { "R--": "open", "RR-": "open", RRA: "passed", RRR: "failed" },
  ],
  ["依次", modeOf("sequential"), seatsFor(3), { "AA-": "open", AAA: "passed", "AR-": "failed" }],
  [
    "依次, no veto",
    modeOf("sequential", NO_VETO),
    seatsFor(3),
    { "A--": "open", AAA: "passed", "R--": "failed" },
  ],
  ["3 of 5", count(3), seatsFor(5), { "AA---": "open", "AAA--": "passed", "AAR--": "failed" }],
  [
    "3 of 5, no veto",
    count(3, NO_VETO),
    seatsFor(5),
    {
      "ARR--": "open",
      ARRR: "failed",
      "RR---": "open",
      "RRR--": "failed",
      "AAA--": "passed",
      RRAAA: "passed",
    },
  ],
  [
    "7 of 5, so all",
    count(7, NO_VETO),
    seatsFor(5),
    { "AAAA-": "open", AAAAA: "passed", "R----": "failed" },
  ],
  [
    "51 % of 4 are 3",
    percent(51),
    seatsFor(4),
    { "AA--": "open", "AAA-": "passed", "R---": "failed" },
  ],
  [
    "50 % of 4 are 2",
    percent(50, NO_VETO),
    seatsFor(4),
    { "A---": "open", "AA--": "passed", "RR--": "open", "RRR-": "failed" },
  ],
  [
    "60 % of 5 are 3",
    percent(60, NO_VETO),
    seatsFor(5),
    { "AA---": "open", "AAA--": "passed", "RR---": "open", "RRR--": "failed" },
  ],
  ["1 % is one", percent(1, NO_VETO), seatsFor(2), { "A-": "passed", "R-": "open", RR: "failed" }],
  [
    "more than 3 of 7 votes",
    votes(3),
    weighted,
    { "A---": "open", "A-A-": "passed", "AA--": "passed", "-R--": "failed" },
  ],
  [
    "more than 3 of 7 votes, no veto",
    votes(3, NO_VETO),
    weighted,
    {
      "A---": "open",
      "R---": "open",
      "RA--": "open",
      RAAA: "passed",
      "R-R-": "failed",
      "RR--": "failed",
    },
  ],
  [
    "votes by heads where no weight is said",
    votes(1, NO_VETO),
    seatsFor(3),
    { "A--": "open", "AA-": "passed", "RR-": "failed" },
  ],
  [
    "more votes than there are, so all",
    votes(7, NO_VETO),
    weighted,
    { "AAA-": "open", AAAA: "passed", "---R": "failed" },
  ],
  [
    "分组会签",
    modeOf("groups"),
    grouped,
    { "A-AA-": "passed", "AA---": "open", "A-A--": "open", "--AAA": "open", "R----": "failed" },
  ],
  [
    "分组会签, no veto",
    modeOf("groups", NO_VETO),
    grouped,
    { "RA-AA": "passed", "R-R--": "open", "RR---": "failed", "--RR-": "failed", "A-RAA": "passed" },
  ],
  [
    "分组会签 of stand-ins, so all",
    modeOf("groups", NO_VETO),
    seatsFor(2),
    { "A-": "open", AA: "passed", "R-": "failed" },
  ],
];

describe("outcome of a node", () => {
  for (const [words, mode, seats, cells] of TABLE) {
    for (const [said, outcome] of Object.entries(cells)) {
      it(`${words}: ${said} leaves it ${outcome}`, () => {
        expect(nodeOutcome({ mode, seats }, votesOf(said))).to.equal(outcome);
      });
    }
  }

  it("a group that is smaller than its number needs all of its people", () => {
    const seats = seatsFor(2, (index) => ({ group: { groupNo: index, name: "组", need: 5 } }));
    expect(nodeOutcome({ mode: modeOf("groups"), seats }, votesOf("A-"))).to.equal("open");
    expect(nodeOutcome({ mode: modeOf("groups"), seats }, votesOf("AA"))).to.equal("passed");
  });

  it("is fixed by the first vote that makes it certain, and that vote can be told", () => {
    const node = { mode: count(2, { collectAll: true }), seats: seatsFor(3) };
    const said = votesOf("AAR");
    expect(nodeOutcome(node, said)).to.equal("passed");
    expect(nodeOutcome(node, said.toReversed())).to.equal("failed");
    expect(settlingIndex(node, said)).to.equal(1);
    expect(settlingIndex(node, votesOf("A"))).to.equal(-1);
  });
});

describe("a node is done", () => {
  const seats = seatsFor(3);
  const settled = (mode: NodeMode, said: string) => isSettled({ mode, seats }, votesOf(said));

  it("as soon as its outcome is certain", () => {
    expect(["---", "A--", "RA-"].map((said) => settled(modeOf("any"), said))).to.deep.equal([
      false,
      true,
      true,
    ]);
  });

  it("where everybody is to be heard, with the last opinion", () => {
    const mode = modeOf("any", { collectAll: true });
    expect(["A--", "AR-", "ARA"].map((said) => settled(mode, said))).to.deep.equal([
      false,
      false,
      true,
    ]);
  });
});

describe("a node that asks for more than it has", () => {
  const asking: [string, NodeMode, Seat[], boolean][] = [
    ["会签", modeOf("all"), seatsFor(1), false],
    ["或签", modeOf("any"), seatsFor(1), false],
    ["依次", modeOf("sequential"), seatsFor(1), false],
    ["2 of 2", count(2), seatsFor(2), false],
    ["3 of 2", count(3), seatsFor(2), true],
    ["all in percent", percent(100), seatsFor(2), false],
    ["6 of 7 votes", votes(6), weighted, false],
    ["7 of 7 votes", votes(7), weighted, true],
    ["groups that are large enough", modeOf("groups"), grouped, false],
    ["a group that lost people", modeOf("groups"), grouped.slice(0, 3), true],
  ];
  for (const [words, mode, seats, tooMuch] of asking) {
    it(`${words}: ${tooMuch}`, () => expect(asksTooMuch({ mode, seats })).to.equal(tooMuch));
  }
});

describe("seats that are asked", () => {
  const invited = (mode: NodeMode, said: string) =>
    invitedSeats({ mode, seats: seatsFor(3) }, votesOf(said)).map(({ holder }) => holder);

  for (const rule of ["all", "any"] as const) {
    it(`mode ${rule}: everybody at once`, () => {
      expect(invited(modeOf(rule), "---")).to.deep.equal(["li", "wang", "zhao"]);
    });

    it(`mode ${rule}: nobody who has said something`, () => {
      expect(invited(modeOf(rule), "A-R")).to.deep.equal(["wang"]);
    });
  }

  it("in turn: only the first, the next when the one before has signed, then nobody", () => {
    const turns = ["---", "A--", "AA-", "AAA"].map((said) => invited(modeOf("sequential"), said));
    expect(turns).to.deep.equal([["li"], ["wang"], ["zhao"], []]);
  });
});
