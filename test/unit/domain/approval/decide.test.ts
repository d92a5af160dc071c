import { expect } from "chai";
import { november } from "../../../support/build.ts";
import {
  asked,
  eventsOf,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
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
