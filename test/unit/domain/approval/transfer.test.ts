import { expect } from "chai";
import { decide } from "../../../../src/domain/approval/decide.ts";
import type { Approval, Task } from "../../../../src/domain/approval/instance.ts";
import { transfer } from "../../../../src/domain/approval/transfer.ts";
import { taskIdOf } from "../../../../src/domain/ids.ts";
import type { Outcome, Refusal } from "../../../../src/domain/outcome.ts";
import { deedOf } from "../../../support/build-act.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { november, staff } from "../../../support/build.ts";
import {
  asked,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  refusalOf,
  say,
  staffed,
  standIn,
} from "../../../support/play-approval.ts";

const GROUPS = [
  staffed("groups", ["li/1", "wang/2", "li/2"], { mode: modeOf({ rule: "groups" }) }),
];
const IN_TURN = [staffed("turn", ["li", "wang"], { mode: modeOf({ rule: "sequential" }) })];

/** "li gives zhao" their newest task. */
function give(approval: Approval, sentence: string): Outcome<Approval> {
  const [by = "", , to = ""] = sentence.split(" ");
  const giver = { ...deedOf().by, userid: staff(by) };
  const task = newestTaskOf(approval, by);
  const how = { task, to: staff(to), deed: deedOf({ by: giver }) };
  return transfer(approval, how, approval.tasks.length + 1);
}

const given = (approval: Approval, ...sentences: string[]): Approval =>
  sentences.reduce((now, sentence) => nextOf(give(now, sentence)), approval);

describe("转办: giving a task to somebody else", () => {
  it("asks the other in the same seat and round, until the same time, and nobody else's task changes", () => {
    const before = play([]);
    const outcome = give(before, "li gives zhao");
    const after = nextOf(outcome);
    const old = newestTaskOf(before, "li");
    expect(asked(after)).eql(["wang", "zhao"]);
    expect(after.tasks[0]).include({ status: "cancelled", cancelReason: "transferred" });
    expect(newestTaskOf(after, "zhao")).eql({ ...old, id: "T1-3", holder: "zhao" });
    expect(after.acts.map(({ taskId, nextTaskId }) => [taskId, nextTaskId])).eql([
      ["T1-1", "T1-3"],
    ]);
    expect(eventsOf(outcome)).eql([
      { kind: "task-cancelled", taskId: "T1-1", reason: "transferred" },
      { kind: "task-opened", taskId: "T1-3" },
      { kind: "task-transferred", taskId: "T1-3" },
    ]);
  });

  it("lets the other decide, in the office of the seat, while the one before is told whose it is", () => {
    const after = given(play([]), "li gives zhao");
    const press = pressOn(newestTaskOf(after, "li"), "li", "approve");
    const refusal: Refusal = { code: "transferred", to: staff("zhao") };
    const facts = factsFor(GROUPS, { taskCount: after.tasks.length });
    expect(refusalOf(decide(after, press, facts))).eql(refusal);
    const signed = nextOf(say(after, "zhao approves"));
    expect(signed.decisions.map(({ decidedBy }) => decidedBy)).eql(["zhao"]);
    const ended = nextOf(say(nextOf(say(signed, "wang approves")), "chen approves"));
    expect(ended.status).equal("approved");
  });

  it("takes all seats along that one card asks for", () => {
    const after = given(play([], GROUPS), "li gives zhao");
    expect(asked(after)).eql(["wang", "zhao", "zhao"]);
    expect(after.nodes[0]?.seats.map(({ holder }) => holder)).eql(["zhao", "wang", "zhao"]);
    const signed = nextOf(say(after, "zhao approves", { flow: GROUPS }));
    expect(signed.decisions).length(2);
  });

  it("gives the seat away for both where a leave is shared; the other stands in for nobody", () => {
    const before = play([]);
    const own = newestTaskOf(before, "li");
    const onBehalfOf = { principal: staff("li"), grantId: 1, until: november(28, "00:00") };
    const shared = { ...own, id: taskIdOf(before.caseId, 3), holder: staff("sun"), onBehalfOf };
    const after = given({ ...before, tasks: [...before.tasks, shared] }, "sun gives zhao");
    expect(asked(after)).eql(["wang", "zhao"]);
    expect(newestTaskOf(after, "zhao")).not.to.have.property("onBehalfOf");
    expect(after.nodes[0]?.seats[0]?.holder).equal("zhao");
    const refusal: Refusal = { code: "transferred", to: staff("zhao") };
    for (const by of ["li", "sun"]) {
      const press = pressOn(newestTaskOf(after, by), by, "approve");
      const facts = factsFor(GROUPS, { taskCount: after.tasks.length });
      expect(refusalOf(decide(after, press, facts))).eql(refusal);
    }
  });

  it("never gives somebody a second say in a node: not who is asked for another, nor who has signed for another", () => {
    const delegated = standIn(play([]), "sun for wang");
    const signed = nextOf(say(delegated, "sun approves"));
    for (const to of ["sun", "wang"]) {
      const seated: Refusal = { code: "cannot-transfer", why: "seated" };
      expect(refusalOf(give(delegated, `li gives ${to}`))).eql(seated);
      expect(refusalOf(give(signed, `li gives ${to}`))).eql(seated);
    }
  });

  it("leaves the nodes of other rounds as they were", () => {
    const again = play(["li returns", "submitted again"]);
    const after = given(again, "li gives zhao");
    expect(after.nodes[0]).equal(again.nodes[0]);
    expect(after.nodes[1]?.seats.map(({ holder }) => holder)).eql(["zhao", "wang"]);
  });

  it("counts on where the seat is handed over for a leave, or asked anew, in between", () => {
    const twice = given(play([]), "li gives zhao", "zhao gives sun");
    const away = standIn(twice, "zhou for sun");
    const back: Refusal = { code: "cannot-transfer", why: "had-it" };
    expect(refusalOf(give(away, "zhou gives li"))).eql(back);
    const thriceAway = given(away, "zhou gives wu");
    // Neither whoever stood in and gave it away, nor whom they stood in for.
    const tooOften: Refusal = { code: "cannot-transfer", why: "too-often" };
    expect(refusalOf(give(thriceAway, "wu gives qian"))).eql(tooOften);
    const once = given(standIn(play([]), "zhou for li"), "zhou gives wu");
    expect(refusalOf(give(once, "wu gives li"))).eql(back);
    expect(refusalOf(give(once, "wu gives zhou"))).eql(back);
    const onLeaveAgain = standIn(given(play([]), "li gives zhao"), "zhou for zhao");
    expect(asked(given(onLeaveAgain, "zhou gives sun"))).eql(["wang", "sun"]);
  });

  it("may go to whoever only stood in before: they gave nothing away", () => {
    const away = standIn(play([]), "zhou for li");
    const stood = newestTaskOf(away, "zhou");
    const { onBehalfOf: _over, ...own } = stood;
    const tasks = away.tasks.map((one): Task =>
      one === stood ? { ...one, status: "cancelled", cancelReason: "delegation-end" } : one,
    );
    const id = taskIdOf(away.caseId, 4);
    const back = { ...away, tasks: [...tasks, { ...own, id, holder: staff("li") }] };
    expect(asked(given(back, "li gives zhou"))).eql(["wang", "zhou"]);
  });

  const thrice = given(play([]), "li gives zhao", "zhao gives sun", "sun gives zhou");
  const refused: [string, Approval, string, Refusal][] = [
    [
      "to the submitter",
      play([]),
      "li gives zhangwei",
      { code: "cannot-transfer", why: "to-submitter" },
    ],
    [
      "to another of the node",
      play([]),
      "li gives wang",
      { code: "cannot-transfer", why: "seated" },
    ],
    ["to oneself", play([]), "li gives li", { code: "cannot-transfer", why: "seated" }],
    [
      "to one whose turn is still to come",
      play([], IN_TURN),
      "li gives wang",
      { code: "cannot-transfer", why: "seated" },
    ],
    [
      "back to who had it",
      given(play([]), "li gives zhao", "zhao gives sun"),
      "sun gives li",
      { code: "cannot-transfer", why: "had-it" },
    ],
    ["a fourth time", thrice, "zhou gives wu", { code: "cannot-transfer", why: "too-often" }],
    [
      "of what was decided",
      play(["li approves"]),
      "li gives zhao",
      {
        code: "already-decided-by-you",
        at: november(23, "14:03"),
        verb: "approve",
        sameVerb: true,
      },
    ],
    [
      "of what was given away",
      given(play([]), "li gives zhao"),
      "li gives sun",
      { code: "transferred", to: staff("zhao") },
    ],
  ];
  for (const [what, approval, sentence, refusal] of refused) {
    it(`is refused ${what}`, () => {
      expect(refusalOf(give(approval, sentence))).eql(refusal);
    });
  }
});
