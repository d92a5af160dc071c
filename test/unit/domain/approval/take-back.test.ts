import { expect } from "chai";
import { decide } from "../../../../src/domain/approval/decide.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { takeBack, whyNotTakeBack } from "../../../../src/domain/approval/take-back.ts";
import { transfer } from "../../../../src/domain/approval/transfer.ts";
import { returnOver } from "../../../../src/domain/approval/votes.ts";
import { whyNotDecide } from "../../../../src/domain/approval/why-not-decide.ts";
import { withdrawKept } from "../../../../src/domain/approval/withdraw-kept.ts";
import { withdraw } from "../../../../src/domain/approval/withdraw.ts";
import type { NoTakeBack, Outcome, Refusal } from "../../../../src/domain/outcome.ts";
import { deedOf } from "../../../support/build-act.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { november, staff } from "../../../support/build.ts";
import {
  asked,
  BASE_FLOW,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  pressOn,
  refusalOf,
  say,
  staffed,
  submitAgain,
  type StaffedNode,
} from "../../../support/play-approval.ts";

const ANY = [
  staffed("any", ["li", "wang"], { mode: modeOf({ rule: "any" }) }),
  staffed("leader", ["chen"], { after: ["any"] }),
];
const IN_TURN = [staffed("turn", ["li", "wang", "zhao"], { mode: modeOf({ rule: "sequential" }) })];
/** Li and Wang sign at the same time; Chen follows both, Sun only Li. */
const BRANCHES = [
  staffed("a", ["li"]),
  staffed("b", ["wang"]),
  staffed("join", ["chen"], { after: ["a", "b"] }),
  staffed("only-a", ["sun"], { after: ["a"] }),
];

const AT = november(23, "15:00");

/** Somebody takes back what they have decided first. */
function retract(
  approval: Approval,
  by: string,
  flow: readonly StaffedNode[] = BASE_FLOW,
): Outcome<Approval> {
  const task = approval.tasks.find(({ holder }) => holder === by);
  if (task === undefined) return expect.fail(`${by} has never been asked`);
  const person = { ...deedOf().by, userid: staff(by), name: `名 ${by}` };
  const facts = factsFor(flow, { at: AT, taskCount: approval.tasks.length });
  return takeBack(approval, { task, deed: deedOf({ by: person, at: AT }) }, facts);
}

const retracted = (approval: Approval, by: string, flow = BASE_FLOW) =>
  nextOf(retract(approval, by, flow));

describe("拿回: taking back what one has agreed to", () => {
  it("asks the seat again, closes what had followed, and keeps the decision as it was written", () => {
    const before = play(["li approves", "wang approves"]);
    const outcome = retract(before, "wang");
    const after = nextOf(outcome);
    expect(asked(after)).eql(["wang"]);
    expect(nodeStates(after)).eql({ countersign: "open", leader: "superseded" });
    expect(after.decisions).equal(before.decisions);
    expect(newestTaskOf(after, "chen")).include({
      status: "cancelled",
      cancelReason: "taken-back",
    });
    expect(newestTaskOf(after, "wang").openedAt).eql(AT);
    expect(eventsOf(outcome)).eql([
      { kind: "decision-taken-back", taskId: "T1-2" },
      { kind: "task-cancelled", taskId: "T1-3", reason: "taken-back" },
      { kind: "task-opened", taskId: "T1-4" },
    ]);
  });

  it("goes on as if it had never been: the node passes again, and those who follow are asked anew", () => {
    const before = play(["li approves", "wang approves"]);
    const again = nextOf(say(retracted(before, "wang"), "wang approves"));
    expect(asked(again)).eql(["chen"]);
    expect(again.nodes.map(({ nodeId, status }) => [nodeId, status])).eql([
      ["countersign", "passed"],
      ["leader", "open"],
    ]);
    expect(nextOf(say(again, "chen approves")).status).equal("approved");
  });

  it("may be followed by a return, which ends the round for everybody", () => {
    const after = retracted(play(["li approves"]), "li");
    expect(asked(after)).eql(["wang", "li"]);
    expect(nextOf(say(after, "li returns")).status).equal("wait_revision");
  });

  it("asks the others of a 或签 again too: whoever comes first decides", () => {
    const after = retracted(play(["li approves"], ANY), "li", ANY);
    expect(asked(after)).eql(["li", "wang"]);
    const again = nextOf(say(after, "wang approves", { flow: ANY }));
    expect(asked(again)).eql(["chen"]);
  });

  it("puts whoever's turn came after it back into the row", () => {
    const after = retracted(play(["li approves"], IN_TURN), "li", IN_TURN);
    expect(asked(after)).eql(["li"]);
    const again = nextOf(say(after, "li approves", { flow: IN_TURN }));
    expect(asked(again)).eql(["wang"]);
  });

  it("leaves the branches alone that do not follow from it", () => {
    const before = play(["li approves", "wang approves"], BRANCHES);
    expect(asked(before)).eql(["sun", "chen"]);
    expect(asked(retracted(before, "wang", BRANCHES))).eql(["sun", "wang"]);
  });

  it("takes all seats along that one press had filled", () => {
    const flow = [
      staffed("groups", ["li/1", "li/2", "wang/3"], { mode: modeOf({ rule: "groups" }) }),
    ];
    const after = retracted(play(["li approves"], flow), "li", flow);
    expect(after.acts.map(({ taskId }) => taskId)).eql(["T1-1", "T1-2"]);
    expect(asked(after)).eql(["wang", "li", "li"]);
  });

  it("asks whoever holds the seat, also when it was given to them", () => {
    const base = play([]);
    const how = {
      task: newestTaskOf(base, "li"),
      to: staff("zhao"),
      deed: deedOf({ by: { ...deedOf().by, userid: staff("li") } }),
    };
    const given = nextOf(transfer(base, how, base.tasks.length + 1));
    const signed = nextOf(say(given, "zhao approves"));
    expect(asked(retracted(signed, "zhao"))).eql(["wang", "zhao"]);
  });

  it("keeps the due time of a node that its flow does not have any more", () => {
    const before = play(["li approves", "wang approves"]);
    const after = nextOf(retract(before, "wang", []));
    expect(after.nodes[0]?.dueAt).eql(november(24, "18:00"));
  });
});

describe("what was kept in a node that follows", () => {
  const flow = [
    staffed("one", ["li"]),
    staffed("two", ["wang"], { after: ["one"] }),
    staffed("last", ["chen"], { after: ["two"] }),
  ];
  const isUntouched = ({ decidedBy }: { decidedBy: string }) => decidedBy === "wang";
  const factsOf = ({ tasks }: Approval) =>
    factsFor(flow, { at: AT, taskCount: tasks.length, isUntouched });
  const as = (by: string) => deedOf({ by: { ...deedOf().by, userid: staff(by) }, at: AT });
  const signs = (approval: Approval) =>
    nextOf(
      decide(approval, pressOn(newestTaskOf(approval, "li"), "li", "approve"), factsOf(approval)),
    );
  const returned = play(["li approves", "wang approves", "chen returns"], flow);
  const signed = signs(nextOf(submitAgain(returned, flow, { flowVersion: 1, isUntouched })));
  const task = newestTaskOf(signed, "li");
  const back = nextOf(takeBack(signed, { task, deed: as("li") }, factsOf(signed)));
  const again = signs(back);

  it("was not signed after it: it may be taken back", () => {
    expect(asked(signed)).eql(["chen"]);
    expect(asked(back)).eql(["li"]);
  });

  it("is kept again once its turn comes, in a new round, and the next is asked at once", () => {
    expect(asked(again)).eql(["chen"]);
    expect(nodeStates(again)).eql({ two: "passed", last: "open" });
    expect(
      returnOver(again, again.nodes.find(({ recalled }) => recalled) ?? expect.fail("no node")),
    ).equal(undefined);
  });

  it("may still be withdrawn by whoever had signed", () => {
    const kept = newestTaskOf(again, "wang");
    const withdrawn = withdrawKept(again, { task: kept, deed: as("wang") }, factsOf(again));
    expect(asked(nextOf(withdrawn))).eql(["wang"]);
  });
});

it("where one is enough: whose task it had ended is asked anew, and reads that on the old card", () => {
  const [, old] = play(["li approves"], ANY).tasks;
  const approval = retracted(play(["li approves"], ANY), "li", ANY);
  expect(asked(approval)).to.include("wang");
  const press = { ...pressOn(old ?? newestTaskOf(approval, "wang"), "wang", "approve") };
  expect(whyNotDecide(approval, press)).to.deep.equal({
    code: "taken-back",
    byName: "名 li",
    at: AT,
  });
});

describe("a decision is not taken back", () => {
  const no = (why: NoTakeBack): Refusal => ({ code: "cannot-take-back", why });
  const complete = ["li approves", "wang approves", "chen approves"];
  const twice = nextOf(say(retracted(play(["li approves"]), "li"), "li approves"));
  const refused: [string, Approval, string, Refusal, (readonly StaffedNode[])?][] = [
    ["when there is none", play([]), "li", no("not-decided")],
    ["when it is a return", play(["li returns"]), "li", no("returned")],
    [
      "when it is a vote against",
      play(
        ["li rejects"],
        [
          staffed("q", ["li", "wang", "zhao"], {
            mode: modeOf({ rule: "quorum", need: { count: 1 } }, { veto: false }),
          }),
        ],
      ),
      "li",
      no("not-approved"),
    ],
    [
      "after the next node has signed",
      play(complete.slice(0, 2).concat("chen approves")),
      "li",
      { code: "approval-complete" },
    ],
    [
      "after somebody has signed in a node that followed",
      play(["li approves", "sun approves"], BRANCHES),
      "li",
      no("signed-after"),
      BRANCHES,
    ],
    [
      "after the node was closed by somebody else",
      play(["li approves", "wang approves"]),
      "li",
      no("signed-after"),
    ],
    [
      "after the next in turn has signed",
      play(["li approves", "wang approves"], IN_TURN),
      "li",
      no("signed-after"),
      IN_TURN,
    ],
    ["after the approval has ended", play(complete), "chen", { code: "approval-complete" }],
    [
      "after a rejection",
      play(["li approves", "wang rejects"]),
      "li",
      { code: "closed", reason: "rejected" },
    ],
    [
      "after a withdrawal",
      nextOf(withdraw(play(["li approves"]), deedOf())),
      "li",
      { code: "withdrawn", byName: "张伟", at: november(23, "14:30") },
    ],
    [
      "in an older round",
      play(["li approves", "wang returns", "submitted again"]),
      "li",
      { code: "older-round", latestVersion: 2 },
    ],
    [
      "a second time",
      retracted(play(["li approves"]), "li"),
      "li",
      { code: "taken-back", byName: "名 li", at: AT },
    ],
  ];
  for (const [when, approval, by, refusal, flow = BASE_FLOW] of refused) {
    it(when, () => {
      expect(refusalOf(retract(approval, by, flow))).eql(refusal);
    });
  }

  const ask = (approval: Approval, holder: string, by = holder) =>
    whyNotTakeBack(
      approval,
      { task: newestTaskOf(approval, holder), by: staff(by) },
      { path: BASE_FLOW },
    );

  it("again after it was taken back once in this round", () => {
    expect(ask(twice, "li")).eql(no("twice"));
  });

  it("in a node that is not there", () => {
    const lost = { ...play(["li approves"]), nodes: [] };
    expect(ask(lost, "li")).equal(undefined);
    expect(refusalOf(retract(lost, "li"))).eql({ code: "not-found" });
  });

  it("by somebody else", () => {
    const refusal: Refusal = { code: "not-your-task", holder: staff("li") };
    expect(ask(play(["li approves"]), "li", "wang")).eql(refusal);
  });
});
