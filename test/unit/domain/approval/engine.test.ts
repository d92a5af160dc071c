import { expect } from "chai";
import { advance } from "../../../../src/domain/approval/engine.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { november } from "../../../support/build.ts";
import {
  asked,
  BASE_FLOW,
  eventsOf,
  factsFor,
  newestTaskOf,
  nextOf,
  nodeStates,
  play,
  say,
  staffed,
  start,
} from "../../../support/play-approval.ts";
import { count, modeOf, votes } from "../../../support/build-mode.ts";

describe("carrying an approval on", () => {
  it("Li and Wang must both sign before Chen is asked", () => {
    expect(asked(play(["li approves"]))).to.deep.equal(["wang"]);
    expect(asked(play(["li approves", "wang approves"]))).to.deep.equal(["chen"]);
  });

  it("does not mind the order in which they sign", () => {
    expect(nodeStates(play(["wang approves", "li approves"]))).to.deep.equal({
      countersign: "passed",
      leader: "open",
    });
  });

  it("is approved with the last signature of the last node, and tells so last", () => {
    const outcome = say(play(["li approves", "wang approves"]), "chen approves");
    expect(nextOf(outcome)).to.deep.include({
      status: "approved",
      closedAt: november(23, "14:03"),
    });
    expect(eventsOf(outcome)).to.deep.equal([
      { kind: "task-decided", taskId: "T1-3", verb: "approve" },
      { kind: "approval-approved", approvalId: "A1-1" },
    ]);
  });

  describe("where one signature is enough", () => {
    const flow = [
      staffed("countersign", ["li", "wang"], { mode: modeOf("any") }),
      staffed("leader", ["chen"], { after: ["countersign"] }),
    ];
    const outcome = say(nextOf(start(flow)), "li approves", { flow });

    it("Li's is, and Chen is asked", () => {
      expect(asked(nextOf(outcome))).to.deep.equal(["chen"]);
    });

    it("Wang's task ends without a decision of Wang", () => {
      expect(newestTaskOf(nextOf(outcome), "wang")).to.deep.include({
        status: "cancelled",
        cancelReason: "any-one-decided",
        closedAt: november(23, "14:03"),
      });
    });

    it("tells Wang before it asks Chen", () => {
      expect(eventsOf(outcome)).to.deep.equal([
        { kind: "task-decided", taskId: "T1-1", verb: "approve" },
        { kind: "task-cancelled", taskId: "T1-2", reason: "any-one-decided" },
        { kind: "task-opened", taskId: "T1-3" },
      ]);
    });
  });

  describe("where people sign in turn", () => {
    const flow = [staffed("countersign", ["li", "wang"], { mode: modeOf("sequential") })];

    it("Wang is not asked before Li has signed", () => {
      expect(asked(nextOf(start(flow)))).to.deep.equal(["li"]);
    });

    it("Wang is asked once Li has signed, within the limit of the node", () => {
      const approval = play(["li approves"], flow);
      expect(asked(approval)).to.deep.equal(["wang"]);
      expect(newestTaskOf(approval, "wang").dueAt).to.deep.equal(november(24, "18:00"));
    });

    it("the node passes when the last in the row has signed", () => {
      expect(play(["li approves", "wang approves"], flow).status).to.equal("approved");
    });
  });

  describe("where branches run side by side", () => {
    const flow = [
      staffed("dispatch", ["li"]),
      staffed("metering", ["wang"]),
      staffed("leader", ["chen"], { after: ["dispatch", "metering"] }),
    ];

    it("Chen waits for both", () => {
      expect(asked(play(["wang approves"], flow))).to.deep.equal(["li"]);
      expect(asked(play(["wang approves", "li approves"], flow))).to.deep.equal(["chen"]);
    });

    it("asks one person once for each node that they sit in", () => {
      const twice = [staffed("dispatch", ["li"]), staffed("metering", ["li"])];
      const approval = play(["li approves"], twice);
      expect(approval.status).to.equal("running");
      expect(asked(approval)).to.deep.equal(["li"]);
    });
  });

  it("asks nobody twice when nothing was signed", () => {
    const running = nextOf(start());
    const facts = factsFor(BASE_FLOW, { taskCount: 2 });
    expect(advance({ approval: running, events: [] }, facts)).to.deep.equal({
      approval: running,
      events: [],
    });
  });
});

describe("more modes than all, any, in turn", () => {
  it("so many of them: with the last one needed the others are not asked any more, and did not decide", () => {
    const flow = [staffed("vote", ["li", "wang", "zhao"], { mode: count(2) })];
    const done = play(["li approves", "zhao approves"], flow);
    expect(done.status).to.equal("approved");
    const [wang] = done.tasks.filter(({ holder }) => holder === "wang");
    expect(wang).to.deep.include({ status: "cancelled", cancelReason: "quorum-met" });
    expect(done.decisions.map(({ decidedBy }) => decidedBy)).to.deep.equal(["li", "zhao"]);
  });

  it("by votes: the heavier one alone may be enough", () => {
    const flow = [staffed("vote", ["li*3", "wang", "zhao"], { mode: votes(2) })];
    expect(play(["li approves"], flow).status).to.equal("approved");
    expect(asked(play(["wang approves", "zhao approves"], flow))).to.deep.equal(["li"]);
  });

  it("by groups: one press of somebody in two groups fills both seats, a decision each", () => {
    const flow = [
      staffed("vote", ["li/1", "wang/1", "li/2", "zhao/3"], { mode: modeOf("groups") }),
    ];
    const outcome = say(nextOf(start(flow)), "li approves", { flow });
    const next = nextOf(outcome);
    expect(next.decisions.map(({ taskId }) => seatNoOf(next, taskId))).to.deep.equal([1, 3]);
    expect(eventsOf(outcome).map(({ kind }) => kind)).to.deep.equal([
      "task-decided",
      "task-decided",
    ]);
    expect(asked(next)).to.deep.equal(["wang", "zhao"]);
    expect(asked(play(["li approves", "zhao approves"], flow))).to.deep.equal([]);
  });

  it("everybody is heard where that is asked for: the last opinion closes the node", () => {
    const mode = count(1, { collectAll: true });
    const flow = [
      staffed("vote", ["li", "wang"], { mode }),
      staffed("leader", ["chen"], { after: ["vote"] }),
    ];
    const early = play(["li approves"], flow);
    expect(nodeStates(early)).to.deep.equal({ vote: "open" });
    expect(asked(early)).to.deep.equal(["wang"]);
    expect(asked(play(["li approves", "wang approves"], flow))).to.deep.equal(["chen"]);
  });

  it("more people needed than there are: all of them are, and the administrators are to hear of it", () => {
    const flow = [staffed("vote", ["li", "wang"], { mode: count(3) })];
    const outcome = start(flow);
    expect(eventsOf(outcome)).to.deep.include({
      kind: "requirement-lowered",
      approvalId: nextOf(outcome).id,
      nodeId: "vote",
    });
    expect(play(["li approves", "wang approves"], flow).status).to.equal("approved");
    expect(asked(play(["li approves"], flow))).to.deep.equal(["wang"]);
  });
});

function seatNoOf({ tasks }: Approval, taskId: string): number | undefined {
  return tasks.find(({ id }) => id === taskId)?.seatNo;
}
