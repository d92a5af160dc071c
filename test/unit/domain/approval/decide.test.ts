import { expect } from "chai";
import { decide, whyNotDecide } from "../../../../src/domain/approval/decide.ts";
import { buildApproval, buildTask, november, staff } from "../../../support/build.ts";
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
  start,
} from "../../../support/play-approval.ts";
import { modeOf } from "../../../support/build-mode.ts";

describe("signing", () => {
  it("records who signed what, when, and what they saw", () => {
    const { decisions } = play(["li approves"]);
    expect(decisions).to.deep.equal([
      {
        taskId: "T1-1",
        round: 1,
        nodeId: "countersign",
        verb: "approve",
        opinion: { code: "agree", text: "同意该方案" },
        decidedBy: "li",
        name: "名 li",
        position: "专责",
        department: "调度中心",
        channel: "card",
        documentVersion: 1,
        documentHash: "document",
        shownHash: "shown",
        eventAt: november(23, "14:02"),
        committedAt: november(23, "14:03"),
      },
    ]);
  });

  it("ends the task of the signer and no other", () => {
    const { tasks } = play(["li approves"]);
    expect(tasks.map(({ holder, status, closedAt }) => [holder, status, closedAt])).to.deep.equal([
      ["li", "done", november(23, "14:03")],
      ["wang", "pending", undefined],
    ]);
  });

  it("leaves the approval that it was given untouched", () => {
    const before = nextOf(start());
    const copy = structuredClone(before);
    say(before, "li returns");
    expect(before).to.deep.equal(copy);
  });
});

describe("returning", () => {
  const outcome = say(play(["li approves"]), "wang returns");
  const returned = nextOf(outcome);

  it("brings the plan back to its submitter: nobody is asked any more", () => {
    expect(returned.status).to.equal("wait_revision");
    expect(returned.closedAt).to.equal(undefined);
    expect(asked(returned)).to.deep.equal([]);
  });

  it("keeps what Li had signed", () => {
    expect(returned.decisions.map(({ decidedBy, verb }) => [decidedBy, verb])).to.deep.equal([
      ["li", "approve"],
      ["wang", "return"],
    ]);
    expect(newestTaskOf(returned, "li").status).to.equal("done");
  });

  it("tells it as the last event, after the tasks that it ended", () => {
    const early = say(nextOf(start()), "wang returns");
    expect(eventsOf(early)).to.deep.equal([
      { kind: "task-decided", taskId: "T1-2", verb: "return" },
      { kind: "task-cancelled", taskId: "T1-1", reason: "returned" },
      { kind: "approval-returned", approvalId: "A1-1", taskId: "T1-2" },
    ]);
  });

  it("ends the branches beside it, each with its own word", () => {
    const flow = [
      staffed("survey", ["sun"]),
      staffed("dispatch", ["li"], { after: ["survey"] }),
      staffed("metering", ["wang"], { after: ["survey"] }),
    ];
    const approval = play(["sun approves", "wang returns"], flow);
    expect(nodeStates(approval)).to.deep.equal({
      survey: "passed",
      dispatch: "superseded",
      metering: "returned",
    });
    const closedAts = approval.nodes.map(({ closedAt }) => closedAt);
    expect(closedAts).to.deep.equal(Array(3).fill(november(23, "14:03")));
  });

  for (const mode of ["any", "sequential"] as const) {
    it(`by one person ends the round in mode ${mode} too`, () => {
      const flow = [staffed("countersign", ["li", "wang"], { mode: modeOf(mode) })];
      expect(play(["li returns"], flow).status).to.equal("wait_revision");
    });
  }
});

describe("a press that comes too late or from the wrong person", () => {
  const after = (...sentences: string[]) => play(sentences);
  const li = { by: "li", byName: "名 li", at: november(23, "14:03") };

  it("from Li again, with the same choice: Li has signed at 14:03", () => {
    expect(refusalOf(say(after("li approves"), "li approves"))).to.deep.equal({
      code: "already-decided-by-you",
      at: li.at,
      verb: "approve",
      sameVerb: true,
    });
  });

  it("from Li again, with the other choice: says that Li had approved", () => {
    expect(refusalOf(say(after("li approves"), "li returns"))).to.deep.include({
      code: "already-decided-by-you",
      verb: "approve",
      sameVerb: false,
    });
  });

  it("from Wang on what Li has signed: names Li and the moment", () => {
    expect(refusalOf(say(after("li approves"), "wang approves li"))).to.deep.equal({
      code: "already-decided",
      ...li,
      verb: "approve",
    });
  });

  it("from a stranger on a task that waits: names who is asked", () => {
    expect(refusalOf(say(nextOf(start()), "chen approves wang"))).to.deep.equal({
      code: "not-your-task",
      holder: "wang",
    });
  });

  it("from Wang after Li's signature was enough: names Li", () => {
    const flow = [staffed("countersign", ["li", "wang"], { mode: modeOf("any") })];
    const approval = play(["li approves"], flow);
    expect(refusalOf(say(approval, "wang returns", { flow }))).to.deep.equal({
      code: "already-decided",
      ...li,
      verb: "approve",
    });
  });

  it("from Wang after Li's signature was enough: names Li, not Sun who signed the node before", () => {
    const flow = [
      staffed("survey", ["sun"]),
      staffed("countersign", ["li", "wang"], { mode: modeOf("any"), after: ["survey"] }),
    ];
    const approval = play(["sun approves", "li approves"], flow);
    expect(refusalOf(say(approval, "wang approves", { flow }))).to.deep.include({ by: "li" });
  });

  it("from Wang after Li returned the plan: says so and names Li", () => {
    expect(refusalOf(say(after("li returns"), "wang approves"))).to.deep.equal({
      code: "returned",
      byName: li.byName,
      at: li.at,
    });
  });

  it("from Wang, in a node that was done before somebody else returned the plan: names Li, not the returner", () => {
    const flow = [
      staffed("countersign", ["li", "wang"], { mode: modeOf("any") }),
      staffed("metering", ["zhao"]),
    ];
    const approval = play(["li approves", "zhao returns"], flow);
    expect(refusalOf(say(approval, "wang approves", { flow }))).to.deep.include({
      code: "already-decided",
      by: "li",
    });
  });

  it("from Wang on the node of Li's approval, when Zhao elsewhere returned: names Zhao", () => {
    const flow = [staffed("countersign", ["li", "wang"]), staffed("metering", ["zhao"])];
    const approval = play(["li approves", "zhao returns"], flow);
    expect(refusalOf(say(approval, "wang approves", { flow }))).to.deep.include({
      code: "returned",
      byName: "名 zhao",
    });
  });

  it("on a card of an older version: points to the newest one", () => {
    const again = after("li returns", "submitted again");
    const [, wangsOld] = again.tasks;
    expect(wangsOld && whyNotDecide(again, pressOn(wangsOld, "wang", "approve"))).to.deep.equal({
      code: "older-round",
      latestVersion: 2,
    });
  });

  it("from Li on the card of the round that Li returned: Li has decided it", () => {
    const again = after("li returns", "submitted again");
    const [lisOld] = again.tasks;
    expect(lisOld && whyNotDecide(again, pressOn(lisOld, "li", "approve"))).to.deep.include({
      code: "already-decided-by-you",
      verb: "return",
      sameVerb: false,
    });
  });

  it("names the returner of the task's own round", () => {
    const approval = after("li returns", "submitted again", "wang returns");
    expect(refusalOf(say(approval, "li approves"))).to.deep.include({
      code: "returned",
      byName: "名 wang",
    });
  });

  it("on a task that ended by nobody's signature: gives the reason it ended for", () => {
    const task = buildTask(1, { status: "cancelled", cancelReason: "superseded" });
    const approval = buildApproval({ tasks: [task] });
    const by = { userid: staff("liuyang") };
    expect(whyNotDecide(approval, { task, verb: "approve", by })).to.deep.equal({
      code: "closed",
      reason: "superseded",
    });
  });

  it("of Li's approval and Wang's return at the same moment, in a node where one is enough, only the first counts", () => {
    const flow = [staffed("countersign", ["li", "wang"], { mode: modeOf("any") })];
    const approved = play(["li approves"], flow);
    const returned = play(["wang returns"], flow);
    expect(refusalOf(say(approved, "wang returns", { flow })).code).to.equal("already-decided");
    expect(refusalOf(say(returned, "li approves", { flow })).code).to.equal("returned");
    expect([approved.decisions.length, returned.decisions.length]).to.deep.equal([1, 1]);
  });

  it("is not refused when the right person presses a task that waits", () => {
    const approval = nextOf(start());
    const press = pressOn(newestTaskOf(approval, "wang"), "wang", "return");
    expect(whyNotDecide(approval, press)).to.equal(undefined);
    expect(decide(approval, press, factsFor(BASE_FLOW, { taskCount: 2 })).ok).to.equal(true);
  });
});
