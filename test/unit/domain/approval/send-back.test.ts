import { expect } from "chai";
import { decide } from "../../../../src/domain/approval/decide.ts";
import { whyNotDecide } from "../../../../src/domain/approval/why-not-decide.ts";
import type { Approval, Resume } from "../../../../src/domain/approval/instance.ts";
import { returnTargets } from "../../../../src/domain/approval/send-back.ts";
import { takeBack, whyNotTakeBack } from "../../../../src/domain/approval/take-back.ts";
import type { Outcome, Refusal } from "../../../../src/domain/outcome.ts";
import { deedOf } from "../../../support/build-act.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { staff } from "../../../support/build.ts";
import { countingNode } from "../../../support/in-every-state.ts";
import {
  asked,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  refusalOf,
  staffed,
  submitAgain,
  type StaffedNode,
} from "../../../support/play-approval.ts";

/** Li; then Wang beside Zhao and Chen in turn; then Sun. */
const FLOW = [
  staffed("planning", ["li"]),
  staffed("dispatch", ["wang"], { after: ["planning"] }),
  staffed("meters", ["zhao"], { after: ["planning"] }),
  staffed("metering", ["chen"], { after: ["meters"] }),
  staffed("leader", ["sun"], { after: ["dispatch", "metering"] }),
];

const untouched = () => true;

function returns(
  approval: Approval,
  by: string,
  { to, resume, flow = FLOW }: { to: string; resume?: Resume; flow?: readonly StaffedNode[] },
): Outcome<Approval> {
  const press = pressOn(newestTaskOf(approval, by), by, "return");
  const facts = factsFor(flow, { taskCount: approval.tasks.length, isUntouched: untouched });
  return decide(approval, { ...press, returnTo: to, resume }, facts);
}

/** Goes on with the approvals of these people, keeping what may be kept. */
function agree(approval: Approval, ...people: readonly string[]): Approval {
  return people.reduce((now, by) => {
    const facts = factsFor(FLOW, { taskCount: now.tasks.length, isUntouched: untouched });
    return nextOf(decide(now, pressOn(newestTaskOf(now, by), by, "approve"), facts));
  }, approval);
}

const states = ({ nodes }: Approval) =>
  nodes.map(
    ({ round, nodeId, status, recalled }) =>
      `${round} ${nodeId} ${status}${recalled === undefined ? "" : ", gone back over"}`,
  );

describe("D16 a return inside a branch", () => {
  const before = play(["li approves", "zhao approves"], FLOW);
  const outcome = returns(before, "chen", { to: "meters" });
  const after = nextOf(outcome);

  it("restarts that branch alone: Wang beside it is asked as before, by the same task", () => {
    expect(asked(after)).to.deep.equal(["wang", "zhao"]);
    expect(newestTaskOf(after, "wang")).to.equal(newestTaskOf(before, "wang"));
    expect(after).to.include({ status: "running", round: 2, documentVersion: 1 });
    expect(states(after)).to.deep.equal([
      "1 planning passed",
      "1 dispatch open",
      "1 meters passed, gone back over",
      "1 metering returned, gone back over",
      "2 meters open",
    ]);
  });

  it("is written down with where it went, and told", () => {
    expect(after.decisions.at(-1)).to.include({ verb: "return", returnTo: "meters", round: 1 });
    expect(eventsOf(outcome).map(({ kind }) => kind)).to.deep.equal([
      "task-decided",
      "node-returned",
      "task-opened",
    ]);
  });

  it("makes the join wait for the new run, whatever the branch beside it does", () => {
    const ready = agree(after, "wang", "zhao");
    expect(asked(ready)).to.deep.equal(["chen"]);
    const joined = agree(ready, "chen");
    expect(asked(joined)).to.deep.equal(["sun"]);
    expect(agree(joined, "sun").status).to.equal("approved");
  });

  it("leaves what was signed in it to be read, not to be taken back", () => {
    const task = before.tasks.find(({ holder }) => holder === "zhao") ?? expect.fail("no task");
    const zhao = { ...deedOf().by, userid: staff("zhao") };
    const facts = factsFor(FLOW, { taskCount: after.tasks.length });
    const refusal = { code: "cannot-take-back", why: "sent-back" };
    expect(whyNotTakeBack(after, { task, by: staff("zhao") }, facts)).to.deep.equal(refusal);
    expect(refusalOf(takeBack(after, { task, deed: deedOf({ by: zhao }) }, facts))).to.deep.equal(
      refusal,
    );
  });

  it("is followed by a return of the branch beside it to the submitter, which ends it for everybody", () => {
    const facts = factsFor(FLOW, { taskCount: after.tasks.length });
    const press = pressOn(newestTaskOf(after, "wang"), "wang", "return");
    const ended = nextOf(decide(after, press, facts));
    expect(ended.status).to.equal("wait_revision");
    const late = { task: newestTaskOf(ended, "zhao"), verb: "approve", by: { userid: "zhao" } };
    expect(whyNotDecide(ended, late as Parameters<typeof whyNotDecide>[1])).to.include({
      code: "returned",
      byName: "名 wang",
    });
    expect(asked(nextOf(submitAgain(ended, FLOW)))).to.deep.equal(["li"]);
  });
});

describe("a return to the fork", () => {
  const before = play(["li approves", "zhao approves"], FLOW);
  const back = nextOf(returns(before, "chen", { to: "planning" }));

  it("cancels what waits in the other branch, and says why", () => {
    expect(asked(back)).to.deep.equal(["li"]);
    const task = newestTaskOf(back, "wang");
    expect(task).to.include({ status: "cancelled", cancelReason: "returned" });
    const late = { task, verb: "approve", by: { userid: staff("wang") } } as const;
    expect(whyNotDecide(back, late)).to.deep.include({
      code: "sent-back",
      node: "节点 planning",
      byName: "名 chen",
    });
  });

  it("names a node that is not there any more by its id", () => {
    const nodes = back.nodes.filter(({ nodeId }) => nodeId !== "planning");
    const late = { task: newestTaskOf(back, "wang"), verb: "approve" as const };
    expect(whyNotDecide({ ...back, nodes }, { ...late, by: { userid: staff("wang") } })).to.include(
      {
        node: "planning",
      },
    );
  });

  it("直送: comes straight back to Chen once Li has signed, Zhao's signature stands; Wang, who had not signed, is asked", () => {
    const again = agree(
      nextOf(returns(before, "chen", { to: "planning", resume: "direct" })),
      "li",
    );
    expect(asked(again)).to.have.members(["wang", "chen"]);
    const kept = again.tasks.filter(({ status }) => status === "kept");
    expect(kept.map(({ holder, round }) => `${holder} ${round}`)).to.deep.equal(["zhao 2"]);
  });

  it("逐级重走: Zhao is asked again on the way; what Wang had signed beside it stands", () => {
    const signed = play(["li approves", "zhao approves", "wang approves"], FLOW);
    const way = { to: "planning", resume: "step-by-step" } as const;
    const again = agree(nextOf(returns(signed, "chen", way)), "li");
    expect(asked(again)).to.deep.equal(["zhao"]);
    expect(countingNode(again, "dispatch")?.status).to.equal("passed");
    expect(asked(agree(again, "zhao"))).to.deep.equal(["chen"]);
  });

  it("逐级重走 holds for later versions: who was to be asked again is asked, whatever has changed", () => {
    const way = { to: "planning", resume: "step-by-step" } as const;
    const sent = nextOf(returns(before, "chen", way));
    const facts = factsFor(FLOW, { taskCount: sent.tasks.length });
    const press = pressOn(newestTaskOf(sent, "li"), "li", "return");
    const ended = nextOf(decide(sent, press, facts));
    const next = nextOf(submitAgain(ended, FLOW, { flowVersion: 1, isUntouched: untouched }));
    expect(asked(agree(next, "li"))).to.deep.equal(["wang", "zhao"]);
  });

  it("from behind the join leaves no vote of the old run to the join", () => {
    const all = play(["li approves", "zhao approves", "wang approves", "chen approves"], FLOW);
    const again = nextOf(returns(all, "sun", { to: "meters" }));
    expect(asked(again)).to.deep.equal(["zhao"]);
    const closed = agree(again, "zhao");
    expect(asked(closed), "Chen's signature stands").to.deep.equal(["sun"]);
  });

  it("D24 takes nobody's signature in one node for another: Li, who sits in the first and the third, signs both anew", () => {
    const flow = [
      staffed("first", ["li"]),
      staffed("second", ["wang"], { after: ["first"] }),
      staffed("third", ["li"], { after: ["second"] }),
    ];
    const say = (approval: Approval, by: string) => {
      const facts = factsFor(flow, { taskCount: approval.tasks.length, isUntouched: untouched });
      return nextOf(decide(approval, pressOn(newestTaskOf(approval, by), by, "approve"), facts));
    };
    const sent = nextOf(returns(play(["li approves"], flow), "wang", { to: "first", flow }));
    const again = say(sent, "li");
    expect(asked(again)).to.deep.equal(["wang"]);
    const third = say(again, "wang");
    expect(asked(third)).to.deep.equal(["li"]);
    expect(countingNode(third, "third")?.status).to.equal("open");
  });

  it("twice in one branch counts on, and asks everybody once", () => {
    const again = agree(nextOf(returns(before, "chen", { to: "meters" })), "zhao");
    const twice = nextOf(returns(again, "chen", { to: "meters" }));
    expect(twice.round).to.equal(3);
    expect(asked(twice)).to.deep.equal(["wang", "zhao"]);
  });
});

describe("where a return may go", () => {
  const before = play(["li approves", "wang approves", "zhao approves"], FLOW);
  const refused: readonly [string, string, string, Refusal][] = [
    ["to the own node", "chen", "metering", { code: "cannot-return", why: "own-node" }],
    ["off the path", "chen", "nowhere", { code: "cannot-return", why: "off-path" }],
    ["to one that has not passed", "chen", "leader", { code: "cannot-return", why: "not-passed" }],
    ["to a branch beside", "chen", "dispatch", { code: "cannot-return", why: "beside" }],
  ];

  for (const [what, by, to, refusal] of refused) {
    it(`is not ${what}`, () => {
      expect(refusalOf(returns(before, by, { to }))).to.deep.equal(refusal);
    });
  }

  it("is offered in the order of the path", () => {
    const nodes = returnTargets(before, newestTaskOf(before, "chen"), FLOW);
    expect(nodes.map(({ nodeId }) => nodeId)).to.deep.equal(["planning", "meters"]);
    expect(returnTargets(before, before.tasks[0] ?? expect.fail("no task"), FLOW)).to.have.length(
      0,
    );
  });

  it("is not asked of an approval: the way back belongs to a return", () => {
    const press = pressOn(newestTaskOf(before, "chen"), "chen", "approve");
    const facts = factsFor(FLOW, { taskCount: before.tasks.length });
    const way = { returnTo: "metering", resume: "direct" } as const;
    const after = nextOf(decide(before, { ...press, ...way }, facts));
    expect(after.decisions.at(-1)).not.to.have.any.keys("returnTo", "resume");
  });

  it("is not what everybody is still heard about, once it is certain", () => {
    const flow = [
      staffed("first", ["li"]),
      staffed("heard", ["wang", "zhao"], {
        after: ["first"],
        mode: modeOf({ rule: "any" }, { collectAll: true }),
      }),
    ];
    const certain = play(["li approves", "wang approves"], flow);
    expect(refusalOf(returns(certain, "zhao", { to: "first", flow })).code).to.equal(
      "outcome-certain",
    );
  });
});
